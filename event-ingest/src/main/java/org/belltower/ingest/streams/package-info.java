/// Runs mappings on Kafka Streams: rows in from the topics that Debezium writes, change events out.
@NullMarked
package org.belltower.ingest.streams;

import org.jspecify.annotations.NullMarked;
