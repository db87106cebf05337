/// R12: what one district can do to another, at every endpoint and every method of a repository: nothing.
@NullMarked
package org.belltower.registry.isolation;

import org.jspecify.annotations.NullMarked;
