/// The certificate authorities of the simulated providers, for their own certificate and for those of senders, made on
/// this machine.
@NullMarked
package org.belltower.simulator.tls;

import org.jspecify.annotations.NullMarked;
