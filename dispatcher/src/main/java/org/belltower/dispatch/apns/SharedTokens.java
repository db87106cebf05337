package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The provider tokens of all signing keys, by key: two senders by the same key, or one that takes
/// the place of another, share them. Told apart by the key itself, so that nobody comes to another's
/// tokens by naming its team. The thousand that were asked for last are kept, without the keys.
///
/// Thread-safe.
final class SharedTokens {
    private static final int MOST = 1_000;

    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SignedBy, ProviderTokens> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SignedBy, ProviderTokens> oldest) {
            return size() > MOST;
        }
    };

    SharedTokens(InstantSource time, LongSupplier nanoTime) {
        this.time = time;
        this.nanoTime = nanoTime;
    }

    private record SignedBy(String team, String keyId, String fingerprint) {}

    ProviderTokens of(ApnsSigningKey key) {
        SignedBy by = new SignedBy(key.getTeamId(), key.getKeyId(), fingerprint(key.getEncoded()));
        lock.lock();
        try {
            return tokens.computeIfAbsent(by, _ -> new ProviderTokens(time, nanoTime));
        } finally {
            lock.unlock();
        }
    }

    private static String fingerprint(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
