package org.belltower.model.credential;

import org.belltower.model.InvalidFieldException;

/// Something encrypted under a data key of its own, with the data key encrypted under a key of the ring ("envelope
/// encryption", NIST SP 800-57 part 1: key-wrapping keys). Both in Base64.
///
/// @param key the id of the ring's key
/// @param wrapped the data key
/// @param content what it encrypts
public record Envelope(String key, String wrapped, String content) {
    private static final int LONGEST = 128 * 1024;

    public Envelope {
        KeyRing.id("key", key);
        InvalidFieldException.text("wrapped", wrapped, 1024);
        InvalidFieldException.text("content", content, LONGEST);
    }

    /// Without what is encrypted.
    @Override
    public String toString() {
        return "Envelope[key=" + key + "]";
    }
}
