@NullMarked
package org.belltower.local.suite.start;

import org.jspecify.annotations.NullMarked;
