/// Where tokens are suspected and retired.
@NullMarked
package org.belltower.registry.hygiene.postgres;

import org.jspecify.annotations.NullMarked;
