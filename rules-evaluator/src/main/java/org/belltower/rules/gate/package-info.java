/// Whether a device is told: its session, what is switched on for it, and its threshold (A5-A7).
@NullMarked
package org.belltower.rules.gate;

import org.jspecify.annotations.NullMarked;
