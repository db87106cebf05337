/// Reads dead letters from any Kafka, and plays them again.
@NullMarked
package org.belltower.local.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
