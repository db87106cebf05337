/// What takes a right away, as it comes by the copies: pushes that wait long hear of it.
@NullMarked
package org.belltower.dispatch.withdrawal;

import org.jspecify.annotations.NullMarked;
