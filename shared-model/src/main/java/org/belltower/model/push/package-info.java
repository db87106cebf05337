@NullMarked
package org.belltower.model.push;

import org.jspecify.annotations.NullMarked;
