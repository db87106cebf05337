/// Writes the districts of a day into device-registry: the roster as their office does, the sign-ins as the phones do.
@NullMarked
package org.belltower.local.demo.load;

import org.jspecify.annotations.NullMarked;
