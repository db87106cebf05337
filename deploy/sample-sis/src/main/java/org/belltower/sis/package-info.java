/// A student information system to try things with: a normalised schema in PostgreSQL, changed by SQL.
@NullMarked
package org.belltower.sis;

import org.jspecify.annotations.NullMarked;
