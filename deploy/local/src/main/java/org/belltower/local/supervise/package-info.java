/// Keeps a set of processes running: starts them in order, restarts what dies, ends them in the opposite order.
///
/// Knows nothing of Belltower. Imports only the JDK, JSpecify and `process`.
@NullMarked
package org.belltower.local.supervise;

import org.jspecify.annotations.NullMarked;
