@NullMarked
package org.belltower.dispatch.flow;

import org.jspecify.annotations.NullMarked;
