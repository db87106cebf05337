@NullMarked
package org.belltower.model.change;

import org.jspecify.annotations.NullMarked;
