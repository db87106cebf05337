@NullMarked
package org.belltower.dispatch.binding;

import org.jspecify.annotations.NullMarked;
