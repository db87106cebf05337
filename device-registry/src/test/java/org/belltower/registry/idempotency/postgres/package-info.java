@NullMarked
package org.belltower.registry.idempotency.postgres;

import org.jspecify.annotations.NullMarked;
