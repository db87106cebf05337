package org.belltower.ingest.accept.http;

import org.belltower.model.wire.Problem;
import org.jspecify.annotations.Nullable;

/// What became of one event of a batch.
///
/// @param index its place in the batch, from 0
/// @param id its CloudEvents id, if that much could be read
/// @param status 202 if it was accepted
/// @param problem why not, else null
record BatchItem(
        int index,
        @Nullable String id,
        int status,
        @Nullable Problem problem) {}
