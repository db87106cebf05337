package org.belltower.model.credential;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals credentials and opens them.
///
/// **The idea.** Each credential is encrypted under a data key of its own, used once, by AES-256-GCM (NIST SP
/// 800-38D). The data key is encrypted the same way under a key of the ring. So that one key of the ring can be
/// replaced by another, only data keys are encrypted anew ([#rewrapped]); the credential itself is not touched.
///
/// **The invariant.** Both are bound to what they are for: district, app, provider, kind and version are authenticated
/// with them, and so is the ring's key id with the data key. An envelope that is put at another app, in another
/// district, or in the place of a newer version does not open.
///
/// Thread-safe.
public final class CredentialSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String PURPOSE = "belltower credential 1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing ring;
    private final SecureRandom random;

    public CredentialSeal(KeyRing ring, SecureRandom random) {
        this.ring = ring;
        this.random = random;
    }

    public KeyRing ring() {
        return ring;
    }

    /// Encrypts under a new data key and the ring's current key.
    ///
    /// @throws IllegalStateException if the ring has no keys
    public Envelope seal(CredentialId id, CredentialKind kind, long version, byte[] content) {
        byte[] dataKey = random(KEY_BYTES);
        byte[] bound = bound(id, kind, version);
        try {
            return new Envelope(
                    ring.current(), wrap(dataKey, bound), encrypt(new SecretKeySpec(dataKey, "AES"), bound, content));
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    public Opening open(CredentialId id, CredentialKind kind, long version, Envelope envelope) {
        Optional<SecretKey> key = ring.find(envelope.key());
        if (key.isEmpty()) {
            return new Opening.UnknownKey(envelope.key());
        }
        byte[] bound = bound(id, kind, version);
        return decrypt(key.get(), with(bound, envelope.key()), envelope.wrapped())
                .filter(dataKey -> dataKey.length == KEY_BYTES)
                .flatMap(dataKey -> decrypt(new SecretKeySpec(dataKey, "AES"), bound, envelope.content()))
                .<Opening>map(Opening.Opened::new)
                .orElseGet(Opening.Unreadable::new);
    }

    /// The same envelope with its data key under the ring's current key.
    ///
    /// @return empty if its key is not known, or does not open it
    public Optional<Envelope> rewrapped(CredentialId id, CredentialKind kind, long version, Envelope envelope) {
        byte[] bound = bound(id, kind, version);
        return ring.find(envelope.key())
                .flatMap(key -> decrypt(key, with(bound, envelope.key()), envelope.wrapped()))
                .map(dataKey -> new Envelope(ring.current(), wrap(dataKey, bound), envelope.content()));
    }

    private String wrap(byte[] dataKey, byte[] bound) {
        SecretKey key = ring.find(ring.current())
                .orElseThrow(() -> new IllegalStateException("there is no key to seal credentials with"));
        return encrypt(key, with(bound, ring.current()), dataKey);
    }

    /// Each part with its length before it, so that different parts never make the same bytes.
    private static byte[] bound(CredentialId id, CredentialKind kind, long version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(PURPOSE);
            out.writeUTF(id.district().value());
            out.writeUTF(id.app().value());
            out.writeUTF(id.provider().name());
            out.writeUTF(kind.name());
            out.writeLong(version);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] with(byte[] bound, String keyId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(bound);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(keyId);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private String encrypt(SecretKey key, byte[] bound, byte[] plain) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            byte[] encrypted = cipher.doFinal(plain);
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, both, NONCE_BYTES, encrypted.length);
            return Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static Optional<byte[]> decrypt(SecretKey key, byte[] bound, String text) {
        try {
            byte[] both = Base64.getDecoder().decode(text);
            if (both.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, both, 0, NONCE_BYTES));
            cipher.updateAAD(bound);
            return Optional.of(cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
