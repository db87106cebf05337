/// Calls that may be repeated without being done again.
@NullMarked
package org.belltower.registry.idempotency;

import org.jspecify.annotations.NullMarked;
