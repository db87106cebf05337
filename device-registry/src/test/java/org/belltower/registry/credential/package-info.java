@NullMarked
package org.belltower.registry.credential;

import org.jspecify.annotations.NullMarked;
