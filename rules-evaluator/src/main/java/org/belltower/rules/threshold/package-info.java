/// "Tell me when it falls below" (A6).
@NullMarked
package org.belltower.rules.threshold;

import org.jspecify.annotations.NullMarked;
