/// Captures the changes of a PostgreSQL with Debezium's engine, and writes them to Kafka as Kafka Connect
/// would.
@NullMarked
package org.belltower.sis.capture;

import org.jspecify.annotations.NullMarked;
