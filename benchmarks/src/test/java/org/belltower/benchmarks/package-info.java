/// Tests of what the benchmarks tell by.
@NullMarked
package org.belltower.benchmarks;

import org.jspecify.annotations.NullMarked;
