/// What ends of pushes tell of tokens: which are dead, which are suspect.
@NullMarked
package org.belltower.registry.hygiene;

import org.jspecify.annotations.NullMarked;
