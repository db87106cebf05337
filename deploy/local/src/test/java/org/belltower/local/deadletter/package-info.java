@NullMarked
package org.belltower.local.deadletter;

import org.jspecify.annotations.NullMarked;
