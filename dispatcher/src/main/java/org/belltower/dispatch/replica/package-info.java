/// Copies of topics that are held in memory: what is kept of them, how old they may be, and are.
@NullMarked
package org.belltower.dispatch.replica;

import org.jspecify.annotations.NullMarked;
