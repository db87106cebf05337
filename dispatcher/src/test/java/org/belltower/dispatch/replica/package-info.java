@NullMarked
package org.belltower.dispatch.replica;

import org.jspecify.annotations.NullMarked;
