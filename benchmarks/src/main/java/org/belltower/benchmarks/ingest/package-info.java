/// What event-ingest takes in (P10), beside a producer that writes what lies ready.
@NullMarked
package org.belltower.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
