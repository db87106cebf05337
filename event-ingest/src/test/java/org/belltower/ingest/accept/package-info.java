@NullMarked
package org.belltower.ingest.accept;

import org.jspecify.annotations.NullMarked;
