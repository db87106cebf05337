/// What is switched on, by a person's default and on each of their devices, with thresholds. Pure.
@NullMarked
package org.belltower.registry.subscription;

import org.jspecify.annotations.NullMarked;
