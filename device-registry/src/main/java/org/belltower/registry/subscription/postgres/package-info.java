/// Where choices are kept.
@NullMarked
package org.belltower.registry.subscription.postgres;

import org.jspecify.annotations.NullMarked;
