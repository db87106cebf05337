/// The runs of a suite, demo and up: how each begins and ends, and what it prints.
@NullMarked
package org.belltower.local.app.run;

import org.jspecify.annotations.NullMarked;
