@NullMarked
package org.belltower.model.right;

import org.jspecify.annotations.NullMarked;
