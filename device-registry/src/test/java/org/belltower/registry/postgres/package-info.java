@NullMarked
package org.belltower.registry.postgres;

import org.jspecify.annotations.NullMarked;
