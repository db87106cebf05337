/// Tests of what the dispatcher is fed with.
@NullMarked
package org.belltower.benchmarks.dispatch.bed;

import org.jspecify.annotations.NullMarked;
