/// Dead letters as an operator sees them: where they lie, why, and which may be played again.
@NullMarked
package org.belltower.local.deadletter;

import org.jspecify.annotations.NullMarked;
