/// Students, guardians, and what they are to each other.
@NullMarked
package org.belltower.registry.roster;

import org.jspecify.annotations.NullMarked;
