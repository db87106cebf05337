/// What the dispatcher's copies take of memory, and how fast they answer.
@NullMarked
package org.belltower.benchmarks.copies;

import org.jspecify.annotations.NullMarked;
