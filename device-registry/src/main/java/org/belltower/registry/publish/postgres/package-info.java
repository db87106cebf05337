/// Marks and committed state in PostgreSQL.
@NullMarked
package org.belltower.registry.publish.postgres;

import org.jspecify.annotations.NullMarked;
