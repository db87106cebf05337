/// How much the provider simulator takes: every benchmark of the dispatcher stands on it.
@NullMarked
package org.belltower.benchmarks.simulator;

import org.jspecify.annotations.NullMarked;
