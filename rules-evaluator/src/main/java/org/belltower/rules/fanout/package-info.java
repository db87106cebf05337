/// From one change and what is known to one decision: a push or a reason for each device.
@NullMarked
package org.belltower.rules.fanout;

import org.jspecify.annotations.NullMarked;
