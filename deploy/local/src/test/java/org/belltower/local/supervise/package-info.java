@NullMarked
package org.belltower.local.supervise;

import org.jspecify.annotations.NullMarked;
