/// The ends of the topics that are copied, as Kafka tells them.
@NullMarked
package org.belltower.dispatch.replica.kafka;

import org.jspecify.annotations.NullMarked;
