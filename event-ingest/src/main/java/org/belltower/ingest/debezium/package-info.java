/// Reads what Debezium writes to Kafka: change event envelopes as JSON, with and without their schema. Pure.
@NullMarked
package org.belltower.ingest.debezium;

import org.jspecify.annotations.NullMarked;
