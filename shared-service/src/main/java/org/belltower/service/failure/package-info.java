/// What may be said of a failure.
@NullMarked
package org.belltower.service.failure;

import org.jspecify.annotations.NullMarked;
