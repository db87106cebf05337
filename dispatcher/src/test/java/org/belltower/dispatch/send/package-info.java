@NullMarked
package org.belltower.dispatch.send;

import org.jspecify.annotations.NullMarked;
