@NullMarked
package org.belltower.local.machine;

import org.jspecify.annotations.NullMarked;
