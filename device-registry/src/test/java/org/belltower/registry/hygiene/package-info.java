@NullMarked
package org.belltower.registry.hygiene;

import org.jspecify.annotations.NullMarked;
