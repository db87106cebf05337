@NullMarked
package org.belltower.local;

import org.jspecify.annotations.NullMarked;
