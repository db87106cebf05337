@NullMarked
package org.belltower.ingest.debezium;

import org.jspecify.annotations.NullMarked;
