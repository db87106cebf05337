/// Kafka as every service meets it: records as CloudEvents, topics created or verified at start, dead letters,
/// readiness.
@NullMarked
package org.belltower.service.kafka;

import org.jspecify.annotations.NullMarked;
