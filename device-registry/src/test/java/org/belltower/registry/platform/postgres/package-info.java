@NullMarked
package org.belltower.registry.platform.postgres;

import org.jspecify.annotations.NullMarked;
