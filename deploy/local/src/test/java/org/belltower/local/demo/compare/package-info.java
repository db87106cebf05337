@NullMarked
package org.belltower.local.demo.compare;

import org.jspecify.annotations.NullMarked;
