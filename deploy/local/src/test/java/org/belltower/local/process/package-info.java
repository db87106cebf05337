@NullMarked
package org.belltower.local.process;

import org.jspecify.annotations.NullMarked;
