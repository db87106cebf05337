/// How fast the registry's relay publishes, and how long a logout waits beside it.
@NullMarked
package org.belltower.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
