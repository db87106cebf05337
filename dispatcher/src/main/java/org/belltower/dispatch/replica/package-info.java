/// How old a copy of a topic may be that is held in memory, and is.
@NullMarked
package org.belltower.dispatch.replica;

import org.jspecify.annotations.NullMarked;
