@NullMarked
package org.belltower.local.suite.call;

import org.jspecify.annotations.NullMarked;
