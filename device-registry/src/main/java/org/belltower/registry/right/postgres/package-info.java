/// The tool rights in PostgreSQL.
@NullMarked
package org.belltower.registry.right.postgres;

import org.jspecify.annotations.NullMarked;
