/// Tests of how the dispatcher is compared.
@NullMarked
package org.belltower.benchmarks.dispatch.compare;

import org.jspecify.annotations.NullMarked;
