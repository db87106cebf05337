/// The deferred pushes in PostgreSQL.
@NullMarked
package org.belltower.dispatch.deferral.postgres;

import org.jspecify.annotations.NullMarked;
