@NullMarked
package org.belltower.dispatch.outcome;

import org.jspecify.annotations.NullMarked;
