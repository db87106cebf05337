@NullMarked
package org.belltower.dispatch.status;

import org.jspecify.annotations.NullMarked;
