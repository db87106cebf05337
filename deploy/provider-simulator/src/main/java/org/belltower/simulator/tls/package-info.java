/// The certificate authority and server certificate of the simulated providers, made on this machine.
@NullMarked
package org.belltower.simulator.tls;

import org.jspecify.annotations.NullMarked;
