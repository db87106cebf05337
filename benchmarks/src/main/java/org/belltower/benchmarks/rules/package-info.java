/// What rules-evaluator takes to decide (P4), beside a loop that calls the same code on maps.
@NullMarked
package org.belltower.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
