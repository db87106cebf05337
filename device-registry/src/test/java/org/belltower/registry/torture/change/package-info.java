/// Everything that changes what is published, at random, by the service's own code.
@NullMarked
package org.belltower.registry.torture.change;

import org.jspecify.annotations.NullMarked;
