@NullMarked
package org.belltower.registry.loop;

import org.jspecify.annotations.NullMarked;
