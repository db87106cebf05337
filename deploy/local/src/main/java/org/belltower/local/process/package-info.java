/// One operating system process: what starts it, what it logs, when it is ready, and how it ends with whoever started
/// it.
///
/// Imports only the JDK, JSpecify and `ledger`.
@NullMarked
package org.belltower.local.process;

import org.jspecify.annotations.NullMarked;
