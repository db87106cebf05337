/// How much a provider takes: at once, a second, and for one device.
@NullMarked
package org.belltower.dispatch.limit;

import org.jspecify.annotations.NullMarked;
