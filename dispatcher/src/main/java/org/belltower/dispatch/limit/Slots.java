package org.belltower.dispatch.limit;

import java.util.concurrent.atomic.AtomicInteger;

/// The streams of one connection: how many its server allows, and how many are taken. Retired, it
/// gives none any more.
///
/// Thread-safe.
public final class Slots {
    private final AtomicInteger inUse = new AtomicInteger();
    private volatile int allowed;
    private volatile boolean retired;

    /// @return false if none is free
    public boolean take() {
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

    public void free() {
        inUse.decrementAndGet();
    }

    /// Whether one could be taken now.
    public boolean hasFree() {
        return !retired && inUse.get() < allowed;
    }

    /// Below what is in use, nothing is given until so many are free again.
    public void allow(int streams) {
        allowed = streams;
    }

    public int allowed() {
        return allowed;
    }

    public int inUse() {
        return inUse.get();
    }

    public void retire() {
        retired = true;
    }

    public boolean isRetired() {
        return retired;
    }
}
