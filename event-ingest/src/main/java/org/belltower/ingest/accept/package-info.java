/// Takes change events in: whether their sender may send them, and when they are accepted. Pure but for the port to the
/// log; the adapters stand in the packages below.
@NullMarked
package org.belltower.ingest.accept;

import org.jspecify.annotations.NullMarked;
