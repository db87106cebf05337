/// How much may be in flight, and who may go next, and where the others wait.
@NullMarked
package org.belltower.dispatch.flow;

import org.jspecify.annotations.NullMarked;
