/// Answers of earlier calls in PostgreSQL.
@NullMarked
package org.belltower.registry.idempotency.postgres;

import org.jspecify.annotations.NullMarked;
