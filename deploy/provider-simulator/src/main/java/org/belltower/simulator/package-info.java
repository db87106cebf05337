@NullMarked
package org.belltower.simulator;

import org.jspecify.annotations.NullMarked;
