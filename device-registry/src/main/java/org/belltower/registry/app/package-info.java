/// Configuration, wiring, start and stop, health, metrics.
@NullMarked
package org.belltower.registry.app;

import org.jspecify.annotations.NullMarked;
