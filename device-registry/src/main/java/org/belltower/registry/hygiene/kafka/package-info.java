/// Reads how pushes ended.
@NullMarked
package org.belltower.registry.hygiene.kafka;

import org.jspecify.annotations.NullMarked;
