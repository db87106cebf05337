/// The copies as they are kept: by reading all of their topics, to the ends that Kafka tells.
@NullMarked
package org.belltower.dispatch.replica.kafka;

import org.jspecify.annotations.NullMarked;
