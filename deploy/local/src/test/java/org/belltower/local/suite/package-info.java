@NullMarked
package org.belltower.local.suite;

import org.jspecify.annotations.NullMarked;
