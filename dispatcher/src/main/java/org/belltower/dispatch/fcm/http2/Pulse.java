package org.belltower.dispatch.fcm.http2;

import java.util.concurrent.TimeUnit;

/// Whether the other end of a connection still lives. One that says nothing for 4 seconds is asked
/// (PING), and is dead if that brings nothing in as long: so it is known before the requests on it
/// run into their deadlines. Times are a nanosecond clock's. Confined to the connection's event
/// loop.
final class Pulse {
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(4);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(60);

    enum Sign {
        ALIVE,
        /// To be asked, once.
        SILENT,
        DEAD
    }

    private long lastRead;
    private long lastAnswer;
    private long lastUse;
    private boolean asked;
    private long askedAt;

    Pulse(long now) {
        lastRead = now;
        lastAnswer = now;
        lastUse = now;
    }

    void read(long now) {
        lastRead = now;
        asked = false;
    }

    /// What was read is an answer to a request.
    void answered() {
        lastAnswer = lastRead;
    }

    void used(long now) {
        lastUse = now;
    }

    /// Whether any request was answered since then.
    boolean answeredSince(long then) {
        return lastAnswer - then >= 0;
    }

    boolean isIdle(long now) {
        return now - lastUse > IDLE;
    }

    Sign at(long now) {
        if (now - lastRead <= SILENCE) {
            return Sign.ALIVE;
        }
        if (!asked) {
            asked = true;
            askedAt = now;
            return Sign.SILENT;
        }
        return now - askedAt > SILENCE ? Sign.DEAD : Sign.ALIVE;
    }
}
