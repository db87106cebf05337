@NullMarked
package org.belltower.dispatch.pause;

import org.jspecify.annotations.NullMarked;
