/// What a dispatcher needs around it to be measured: Kafka, a provider, a district, pushes.
@NullMarked
package org.belltower.benchmarks.dispatch.bed;

import org.jspecify.annotations.NullMarked;
