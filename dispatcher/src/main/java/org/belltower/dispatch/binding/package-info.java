/// Who uses a device now and how to reach it: a full copy, held in memory.
@NullMarked
package org.belltower.dispatch.binding;

import org.jspecify.annotations.NullMarked;
