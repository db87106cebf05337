/// Words for a push (C7).
@NullMarked
package org.belltower.rules.compose;

import org.jspecify.annotations.NullMarked;
