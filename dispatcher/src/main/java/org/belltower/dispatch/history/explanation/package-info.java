/// Why a device was told of an event, and why not (C2, I-2).
@NullMarked
package org.belltower.dispatch.history.explanation;

import org.jspecify.annotations.NullMarked;
