/// Compares what came of a day with what is written down, and reports it. Pure.
@NullMarked
package org.belltower.local.demo.compare;

import org.jspecify.annotations.NullMarked;
