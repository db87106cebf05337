package org.belltower.rules.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.RecordKey;

/// The settings as the global store holds them. Each value is decoded once: the store hands out the same array
/// until the value changes.
///
/// Not thread-safe: one for each task.
final class SettingsStore implements SettingsView {
    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private final Map<String, Decoded> decoded = new HashMap<>();

    SettingsStore(ReadOnlyKeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /// The version the store holds of a key, or -1.
    static long versionIn(ReadOnlyKeyValueStore<String, byte[]> store, String key) {
        byte[] value = store.get(key);
        return value == null ? -1 : decode(value).version();
    }

    // The same array is the same value; another array costs one decoding.
    @Override
    @SuppressWarnings("ReferenceEquality")
    public Optional<Settings> find(RecordKey recordKey) {
        String key = recordKey.toString();
        byte[] value = store.get(key);
        if (value == null) {
            decoded.remove(key);
            return Optional.empty();
        }
        Decoded known = decoded.get(key);
        if (known == null || known.source != value) {
            known = new Decoded(value, decode(value));
            decoded.put(key, known);
        }
        return Optional.of(known.settings);
    }

    private static Settings decode(byte[] value) {
        try {
            return JsonCodec.read(value, Settings.class);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("the settings store holds what was read before", e);
        }
    }

    private static final class Decoded {
        private final byte[] source;
        private final Settings settings;

        Decoded(byte[] source, Settings settings) {
            this.source = source;
            this.settings = settings;
        }
    }
}
