@NullMarked
package org.belltower.dispatch.limit;

import org.jspecify.annotations.NullMarked;
