/// What is switched on for a device, with thresholds.
@NullMarked
package org.belltower.registry.subscription;

import org.jspecify.annotations.NullMarked;
