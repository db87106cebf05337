/// A real Kafka broker, in this JVM or in one of its own.
@NullMarked
package org.belltower.embedded.kafka;

import org.jspecify.annotations.NullMarked;
