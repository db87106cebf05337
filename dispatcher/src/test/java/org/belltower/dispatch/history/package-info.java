@NullMarked
package org.belltower.dispatch.history;

import org.jspecify.annotations.NullMarked;
