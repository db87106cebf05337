/// A real PostgreSQL, and the databases and roles of a service in it.
@NullMarked
package org.belltower.embedded.postgres;

import org.jspecify.annotations.NullMarked;
