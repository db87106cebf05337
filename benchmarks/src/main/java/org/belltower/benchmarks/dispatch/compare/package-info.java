/// The dispatcher and its rivals by turns.
@NullMarked
package org.belltower.benchmarks.dispatch.compare;

import org.jspecify.annotations.NullMarked;
