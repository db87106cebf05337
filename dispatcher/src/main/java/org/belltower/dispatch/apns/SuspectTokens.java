package org.belltower.dispatch.apns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;

/// The device tokens that Apple refused the last time. They go by a connection of their own, since
/// Apple may allow a single stream on a connection that brought it such a one.
///
/// The ten thousand that were refused last, by a hash: two that have the same one cost one of them
/// the detour. Thread-safe.
final class SuspectTokens {
    private static final int MOST = 10_000;
    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Boolean> hashes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> oldest) {
            return size() > MOST;
        }
    };
    private volatile boolean none = true;

    boolean contains(DeviceToken token) {
        if (none) {
            return false;
        }
        long hash = hash(token.value());
        lock.lock();
        try {
            return hashes.containsKey(hash);
        } finally {
            lock.unlock();
        }
    }

    /// What Apple made of a push to it.
    void saw(DeviceToken token, SendOutcome outcome) {
        switch (outcome) {
            case SendOutcome.TokenDead _, SendOutcome.TokenRejected _, SendOutcome.TokenNotForApp _ ->
                change(token, true);
            case SendOutcome.Accepted _ -> {
                if (!none) {
                    change(token, false);
                }
            }
            case SendOutcome.HeldBack _,
                    SendOutcome.Malformed _,
                    SendOutcome.CredentialsRejected _,
                    SendOutcome.Retry _,
                    SendOutcome.Unknown _ -> {}
        }
    }

    private void change(DeviceToken token, boolean suspect) {
        Long hash = hash(token.value());
        lock.lock();
        try {
            // Anew, so that it is the newest.
            hashes.remove(hash);
            if (suspect) {
                hashes.put(hash, true);
            }
            none = hashes.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// FNV-1a, by characters.
    private static long hash(String text) {
        long hash = BASIS;
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * PRIME;
        }
        return hash;
    }
}
