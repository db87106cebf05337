/// The JSON Schemas of what producers send.
@NullMarked
package org.belltower.ingest.schema;

import org.jspecify.annotations.NullMarked;
