/// The service as a whole, on real Kafka and PostgreSQL.
@NullMarked
package org.belltower.registry;

import org.jspecify.annotations.NullMarked;
