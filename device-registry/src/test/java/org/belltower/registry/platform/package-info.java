@NullMarked
package org.belltower.registry.platform;

import org.jspecify.annotations.NullMarked;
