@NullMarked
package org.belltower.registry.roster;

import org.jspecify.annotations.NullMarked;
