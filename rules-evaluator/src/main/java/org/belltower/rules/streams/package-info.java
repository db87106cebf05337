/// The topology: the only place that knows Kafka Streams.
@NullMarked
package org.belltower.rules.streams;

import org.jspecify.annotations.NullMarked;
