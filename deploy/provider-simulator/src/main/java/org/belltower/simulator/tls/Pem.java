package org.belltower.simulator.tls;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The textual encoding of keys and certificates (RFC 7468).
public final class Pem {

    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    /// One block, with a final line end.
    ///
    /// @param label what stands between BEGIN and the dashes, such as `PRIVATE KEY`
    public static String encode(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + ENCODER.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /// The bytes of the first block with this label.
    ///
    /// @throws IllegalArgumentException if there is none, or it is not base64; the text is not repeated in the
    /// message
    public static byte[] decode(String label, String text) {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no PEM block " + label);
        }
        String body = text.substring(from + begin.length(), to);
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("PEM block " + label + " is not base64", e);
        }
    }
}
