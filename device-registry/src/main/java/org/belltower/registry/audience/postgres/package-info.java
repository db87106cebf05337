/// Reads audiences, set by set.
@NullMarked
package org.belltower.registry.audience.postgres;

import org.jspecify.annotations.NullMarked;
