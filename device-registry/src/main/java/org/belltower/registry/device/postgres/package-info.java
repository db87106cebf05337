/// Where apps and devices are kept.
@NullMarked
package org.belltower.registry.device.postgres;

import org.jspecify.annotations.NullMarked;
