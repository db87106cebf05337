/// Publishes who may be told: marks, and the relay that turns them into records.
@NullMarked
package org.belltower.registry.publish;

import org.jspecify.annotations.NullMarked;
