/// The audit in PostgreSQL, which writes it by triggers.
@NullMarked
package org.belltower.registry.audit.postgres;

import org.jspecify.annotations.NullMarked;
