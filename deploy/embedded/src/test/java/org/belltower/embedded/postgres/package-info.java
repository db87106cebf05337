@NullMarked
package org.belltower.embedded.postgres;

import org.jspecify.annotations.NullMarked;
