@NullMarked
package org.belltower.registry.roster.postgres;

import org.jspecify.annotations.NullMarked;
