/// Reads what the settings that hold follow from.
@NullMarked
package org.belltower.registry.settings.postgres;

import org.jspecify.annotations.NullMarked;
