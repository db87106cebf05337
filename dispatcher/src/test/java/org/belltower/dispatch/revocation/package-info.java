@NullMarked
package org.belltower.dispatch.revocation;

import org.jspecify.annotations.NullMarked;
