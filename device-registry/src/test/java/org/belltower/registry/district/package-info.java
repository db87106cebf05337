@NullMarked
package org.belltower.registry.district;

import org.jspecify.annotations.NullMarked;
