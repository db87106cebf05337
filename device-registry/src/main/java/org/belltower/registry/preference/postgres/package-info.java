/// Where preferences are kept.
@NullMarked
package org.belltower.registry.preference.postgres;

import org.jspecify.annotations.NullMarked;
