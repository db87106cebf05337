/// The schemas over HTTP.
@NullMarked
package org.belltower.ingest.schema.http;

import org.jspecify.annotations.NullMarked;
