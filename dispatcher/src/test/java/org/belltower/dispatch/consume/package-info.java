@NullMarked
package org.belltower.dispatch.consume;

import org.jspecify.annotations.NullMarked;
