@NullMarked
package org.belltower.ingest.schema;

import org.jspecify.annotations.NullMarked;
