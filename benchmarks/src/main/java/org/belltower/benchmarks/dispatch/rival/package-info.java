/// Those who only send: mains of their own processes.
@NullMarked
package org.belltower.benchmarks.dispatch.rival;

import org.jspecify.annotations.NullMarked;
