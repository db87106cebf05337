@NullMarked
package org.belltower.model.audience;

import org.jspecify.annotations.NullMarked;
