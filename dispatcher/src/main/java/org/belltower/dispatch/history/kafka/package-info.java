/// The history as it is read from Kafka.
@NullMarked
package org.belltower.dispatch.history.kafka;

import org.jspecify.annotations.NullMarked;
