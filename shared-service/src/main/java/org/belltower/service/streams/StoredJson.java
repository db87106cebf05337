package org.belltower.service.streams;

import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// Reads back what a service wrote into a store of its own. Pure.
public final class StoredJson {
    private StoredJson() {}

    /// @throws IllegalStateException if it is nothing that could have been written there
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return JsonCodec.read(json, type);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a store holds what this service wrote", e);
        }
    }
}
