@NullMarked
package org.belltower.ingest.accept.quota;

import org.jspecify.annotations.NullMarked;
