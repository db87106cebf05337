/// What was fed, received and ended, and whether that is what was promised. Pure.
@NullMarked
package org.belltower.benchmarks.chaos.ledger;

import org.jspecify.annotations.NullMarked;
