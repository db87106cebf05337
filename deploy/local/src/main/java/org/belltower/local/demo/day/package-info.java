/// The first day as it is written down: districts as they stand before it, the events that happen in it, and what
/// must come of each.
@NullMarked
package org.belltower.local.demo.day;

import org.jspecify.annotations.NullMarked;
