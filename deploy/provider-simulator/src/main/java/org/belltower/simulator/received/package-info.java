/// What a simulated provider received: every request in order, and how many of each kind.
@NullMarked
package org.belltower.simulator.received;

import org.jspecify.annotations.NullMarked;
