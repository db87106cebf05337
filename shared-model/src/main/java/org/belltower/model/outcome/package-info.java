@NullMarked
package org.belltower.model.outcome;

import org.jspecify.annotations.NullMarked;
