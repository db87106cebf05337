/// What every service that runs Kafka Streams needs of it: the life of its topology, the bounds of its
/// memory, and records that nobody can use. A service that uses it names `kafka-streams` among its
/// dependencies itself.
@NullMarked
package org.belltower.service.streams;

import org.jspecify.annotations.NullMarked;
