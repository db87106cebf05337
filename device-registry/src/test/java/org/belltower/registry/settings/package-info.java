@NullMarked
package org.belltower.registry.settings;

import org.jspecify.annotations.NullMarked;
