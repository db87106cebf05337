package org.belltower.dispatch.fcm.http2;

import java.util.concurrent.atomic.AtomicInteger;

/// The streams of one connection: how many its server allows, and how many are taken. Retired, it
/// gives none any more.
///
/// Thread-safe.
final class Slots {
    private final AtomicInteger inUse = new AtomicInteger();
    private volatile int allowed;
    private volatile boolean retired;

    boolean take() {
        while (!retired) {
            int now = inUse.get();
            if (now >= allowed) {
                return false;
            }
            if (inUse.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    void free() {
        inUse.decrementAndGet();
    }

    /// Below what is in use, nothing is given until so many are free again.
    void allow(int streams) {
        allowed = streams;
    }

    int allowed() {
        return allowed;
    }

    int inUse() {
        return inUse.get();
    }

    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }
}
