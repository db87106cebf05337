/// The chaos, so small that the build runs it.
@NullMarked
package org.belltower.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
