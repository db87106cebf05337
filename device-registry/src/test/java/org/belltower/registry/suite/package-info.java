@NullMarked
package org.belltower.registry.suite;

import org.jspecify.annotations.NullMarked;
