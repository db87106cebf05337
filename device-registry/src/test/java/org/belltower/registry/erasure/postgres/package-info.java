@NullMarked
package org.belltower.registry.erasure.postgres;

import org.jspecify.annotations.NullMarked;
