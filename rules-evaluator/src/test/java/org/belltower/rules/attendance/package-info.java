@NullMarked
package org.belltower.rules.attendance;

import org.jspecify.annotations.NullMarked;
