/// Tests of how subject and rivals are compared.
@NullMarked
package org.belltower.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
