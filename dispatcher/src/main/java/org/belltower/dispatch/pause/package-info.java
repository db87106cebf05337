/// Where what must wait for its time does so.
@NullMarked
package org.belltower.dispatch.pause;

import org.jspecify.annotations.NullMarked;
