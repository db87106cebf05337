@NullMarked
package org.belltower.registry.device.postgres;

import org.jspecify.annotations.NullMarked;
