/// The one place that tests ask for a Kafka, a PostgreSQL and an issuer
/// ([Backends][org.belltower.embedded.Backends]).
@NullMarked
package org.belltower.embedded;

import org.jspecify.annotations.NullMarked;
