/// How things stand, as an operator reads it.
@NullMarked
package org.belltower.dispatch.status;

import org.jspecify.annotations.NullMarked;
