@NullMarked
package org.belltower.registry.device.kafka;

import org.jspecify.annotations.NullMarked;
