/// Stand-ins for APNs and FCM that speak the real protocols. [org.belltower.simulator.ProviderSimulator] is the way
/// in.
@NullMarked
package org.belltower.simulator;

import org.jspecify.annotations.NullMarked;
