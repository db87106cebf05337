/// The HTTP API by which another process steers the simulator and reads what it received.
@NullMarked
package org.belltower.simulator.control;

import org.jspecify.annotations.NullMarked;
