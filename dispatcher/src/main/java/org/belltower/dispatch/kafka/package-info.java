/// The lane as it is read from Kafka: one thread that owns the consumer, and the tail of the outcomes that it reads
/// first.
@NullMarked
package org.belltower.dispatch.kafka;

import org.jspecify.annotations.NullMarked;
