/// The figures of the suite, each with its rivals in the same run.
@NullMarked
package org.belltower.benchmarks;

import org.jspecify.annotations.NullMarked;
