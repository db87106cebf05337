/// The front door over HTTP.
@NullMarked
package org.belltower.ingest.accept.http;

import org.jspecify.annotations.NullMarked;
