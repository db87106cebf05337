@NullMarked
package org.belltower.embedded.issuer;

import org.jspecify.annotations.NullMarked;
