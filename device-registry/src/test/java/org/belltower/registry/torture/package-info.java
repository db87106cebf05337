/// The relay under everything at once: many writers, rollbacks, and processes that are killed and frozen.
@NullMarked
package org.belltower.registry.torture;

import org.jspecify.annotations.NullMarked;
