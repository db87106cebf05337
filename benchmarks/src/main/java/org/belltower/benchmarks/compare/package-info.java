/// Subject and rivals by turns, and what is told of it.
@NullMarked
package org.belltower.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
