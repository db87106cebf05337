/// Which processes were started, remembered so that they are known again after whoever started them was killed, and how
/// they are ended.
///
/// Imports only the JDK and JSpecify.
@NullMarked
package org.belltower.local.process.ledger;

import org.jspecify.annotations.NullMarked;
