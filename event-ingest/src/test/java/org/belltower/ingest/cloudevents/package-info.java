@NullMarked
package org.belltower.ingest.cloudevents;

import org.jspecify.annotations.NullMarked;
