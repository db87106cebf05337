@NullMarked
package org.belltower.embedded;

import org.jspecify.annotations.NullMarked;
