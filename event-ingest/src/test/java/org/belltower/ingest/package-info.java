@NullMarked
package org.belltower.ingest;

import org.jspecify.annotations.NullMarked;
