@NullMarked
package org.belltower.registry.right;

import org.jspecify.annotations.NullMarked;
