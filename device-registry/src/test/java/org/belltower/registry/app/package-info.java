@NullMarked
package org.belltower.registry.app;

import org.jspecify.annotations.NullMarked;
