/// What the whole service needs of PostgreSQL.
@NullMarked
package org.belltower.dispatch.postgres;

import org.jspecify.annotations.NullMarked;
