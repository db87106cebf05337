@NullMarked
package org.belltower.local.process.ledger;

import org.jspecify.annotations.NullMarked;
