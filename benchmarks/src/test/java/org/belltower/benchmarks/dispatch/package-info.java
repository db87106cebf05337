/// Tests of how the benchmark of the dispatcher is asked for.
@NullMarked
package org.belltower.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
