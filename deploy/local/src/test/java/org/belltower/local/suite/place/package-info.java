@NullMarked
package org.belltower.local.suite.place;

import org.jspecify.annotations.NullMarked;
