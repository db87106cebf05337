/// One operating system process: what starts it, when it is ready, how it is ended, and how it is known again after
/// the process that started it was killed.
///
/// Imports only the JDK and JSpecify.
@NullMarked
package org.belltower.local.process;

import org.jspecify.annotations.NullMarked;
