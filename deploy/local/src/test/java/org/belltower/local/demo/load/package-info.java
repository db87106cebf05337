@NullMarked
package org.belltower.local.demo.load;

import org.jspecify.annotations.NullMarked;
