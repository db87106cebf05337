/// What a person chose, for all of their devices and for one.
@NullMarked
package org.belltower.registry.preference;

import org.jspecify.annotations.NullMarked;
