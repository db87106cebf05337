/// What the dispatcher as it is packaged does when it is killed, joined, or badly served.
@NullMarked
package org.belltower.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
