@NullMarked
package org.belltower.ingest.accept.kafka;

import org.jspecify.annotations.NullMarked;
