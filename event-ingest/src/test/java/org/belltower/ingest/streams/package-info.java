@NullMarked
package org.belltower.ingest.streams;

import org.jspecify.annotations.NullMarked;
