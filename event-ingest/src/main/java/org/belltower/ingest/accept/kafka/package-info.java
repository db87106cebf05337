/// The log of accepted events in Kafka.
@NullMarked
package org.belltower.ingest.accept.kafka;

import org.jspecify.annotations.NullMarked;
