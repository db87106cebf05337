@NullMarked
package org.belltower.benchmarks.process;

import org.jspecify.annotations.NullMarked;
