@NullMarked
package org.belltower.ingest.sis.mapping;

import org.jspecify.annotations.NullMarked;
