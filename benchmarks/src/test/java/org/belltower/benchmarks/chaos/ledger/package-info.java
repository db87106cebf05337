/// Tests of the rule by which chaos is judged.
@NullMarked
package org.belltower.benchmarks.chaos.ledger;

import org.jspecify.annotations.NullMarked;
