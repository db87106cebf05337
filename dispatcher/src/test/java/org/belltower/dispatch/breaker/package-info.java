@NullMarked
package org.belltower.dispatch.breaker;

import org.jspecify.annotations.NullMarked;
