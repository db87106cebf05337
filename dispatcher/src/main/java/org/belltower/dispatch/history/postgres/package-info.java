/// The history in PostgreSQL.
@NullMarked
package org.belltower.dispatch.history.postgres;

import org.jspecify.annotations.NullMarked;
