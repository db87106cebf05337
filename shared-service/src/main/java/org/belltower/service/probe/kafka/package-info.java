/// Whether Kafka is reached.
@NullMarked
package org.belltower.service.probe.kafka;

import org.jspecify.annotations.NullMarked;
