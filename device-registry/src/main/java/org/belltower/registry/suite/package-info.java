/// How the suite's services stand, as this one hears.
@NullMarked
package org.belltower.registry.suite;

import org.jspecify.annotations.NullMarked;
