/// What a simulated provider is told to answer, and when.
@NullMarked
package org.belltower.simulator.script;

import org.jspecify.annotations.NullMarked;
