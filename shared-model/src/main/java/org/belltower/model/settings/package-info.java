@NullMarked
package org.belltower.model.settings;

import org.jspecify.annotations.NullMarked;
