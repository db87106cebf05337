/// How a push ended, to be written down for good before its record counts as done.
@NullMarked
package org.belltower.dispatch.outcome;

import org.jspecify.annotations.NullMarked;
