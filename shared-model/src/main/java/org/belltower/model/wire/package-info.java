@NullMarked
package org.belltower.model.wire;

import org.jspecify.annotations.NullMarked;
