/// Apple's side: the checks, reasons and answers of the APNs provider API.
@NullMarked
package org.belltower.simulator.apns;

import org.jspecify.annotations.NullMarked;
