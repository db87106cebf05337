/// PostgreSQL as the whole service meets it: transactions of one district, columns of the model's types, locks.
@NullMarked
package org.belltower.registry.postgres;

import org.jspecify.annotations.NullMarked;
