@NullMarked
package org.belltower.dispatch;

import org.jspecify.annotations.NullMarked;
