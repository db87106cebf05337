package org.belltower.dispatch.fcm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/// Tells whoever bounds what is in flight how many requests all connections to Firebase could carry.
/// It is looked at, since connections are opened for requests that wait: what could be carried, with
/// as many as there may be, is what bounds them, not what is carried now.
///
/// Thread-safe; one thread ticks.
final class FcmStreams {
    private final IntSupplier attainable;
    private final Map<IntConsumer, Boolean> told = new ConcurrentHashMap<>();
    private volatile boolean changed;
    private int last;

    FcmStreams(IntSupplier attainable) {
        this.attainable = attainable;
    }

    /// From the next look on.
    void tell(IntConsumer streams) {
        told.put(streams, true);
        changed = true;
    }

    /// With the next look it is told 0, and then nothing more.
    void forget(IntConsumer streams) {
        told.replace(streams, false);
        changed = true;
    }

    void tick() {
        int now = attainable.getAsInt();
        if (!changed && now == last) {
            return;
        }
        changed = false;
        last = now;
        told.forEach((streams, wanted) -> {
            if (wanted) {
                streams.accept(now);
            } else {
                told.remove(streams);
                streams.accept(0);
            }
        });
    }
}
