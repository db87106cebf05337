/// What may be said of a failure, and when what failed is done again.
@NullMarked
package org.belltower.service.failure;

import org.jspecify.annotations.NullMarked;
