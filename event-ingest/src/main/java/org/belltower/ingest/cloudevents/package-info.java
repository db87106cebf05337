/// Reads CloudEvents as they come over HTTP into candidates: well-formed events of the five categories. Pure: bytes and
/// headers in, candidates or problems out. Who may send what is decided in [org.belltower.ingest.accept].
@NullMarked
package org.belltower.ingest.cloudevents;

import org.jspecify.annotations.NullMarked;
