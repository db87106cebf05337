@NullMarked
package org.belltower.rules.gate;

import org.jspecify.annotations.NullMarked;
