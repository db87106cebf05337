@NullMarked
package org.belltower.benchmarks.hygiene;

import org.jspecify.annotations.NullMarked;
