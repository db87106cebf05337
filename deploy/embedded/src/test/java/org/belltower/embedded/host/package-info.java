@NullMarked
package org.belltower.embedded.host;

import org.jspecify.annotations.NullMarked;
