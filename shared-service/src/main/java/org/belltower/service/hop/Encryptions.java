package org.belltower.service.hop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.belltower.model.heartbeat.Hop.Encryption;
import org.jspecify.annotations.Nullable;

/// Whether a way is encrypted, by its settings. What need not be is not: a driver that would also do without encryption
/// keeps nobody from reading along. What is not understood is not known. Pure.
public final class Encryptions {
    private static final Set<String> OF_KAFKA = Set.of("SSL", "SASL_SSL");
    private static final Set<String> NONE_OF_KAFKA = Set.of("PLAINTEXT", "SASL_PLAINTEXT");
    private static final Set<String> OF_POSTGRESQL = Set.of("require", "verify-ca", "verify-full");
    private static final Set<String> NONE_OF_POSTGRESQL = Set.of("disable", "allow", "prefer");

    private Encryptions() {}

    /// @param protocol Kafka's `security.protocol`; null is PLAINTEXT, its default
    public static Encryption ofKafka(@Nullable String protocol) {
        String known = protocol == null ? "PLAINTEXT" : protocol.strip().toUpperCase(Locale.ROOT);
        return known(known, OF_KAFKA, NONE_OF_KAFKA);
    }

    /// By pgjdbc's `sslmode`, whose default is `prefer`, or its older `ssl`, which means `verify-full`.
    ///
    /// @param url `jdbc:postgresql://host/database?sslmode=require`
    /// @param properties given beside it; the address' own win
    public static Encryption ofPostgresql(String url, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        int query = url.indexOf('?');
        if (query >= 0) {
            for (String pair : url.substring(query + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                all.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        String mode = all.get("sslmode");
        if (mode != null) {
            return known(mode.strip().toLowerCase(Locale.ROOT), OF_POSTGRESQL, NONE_OF_POSTGRESQL);
        }
        String ssl = all.get("ssl");
        return ssl != null && (ssl.isEmpty() || Boolean.parseBoolean(ssl)) ? Encryption.ENCRYPTED : Encryption.PLAIN;
    }

    private static Encryption known(String value, Set<String> encrypted, Set<String> plain) {
        if (encrypted.contains(value)) {
            return Encryption.ENCRYPTED;
        }
        return plain.contains(value) ? Encryption.PLAIN : Encryption.UNKNOWN;
    }

    /// A listener beside whose TLS port an open one still answers is not encrypted.
    ///
    /// @param tls whether it has a certificate
    /// @param insecureRequests what Quarkus does with requests without TLS: `enabled` (its default), `redirect`,
    ///     `disabled`
    /// @param proxy whether the operator says that a proxy before it speaks TLS with all who call
    public static Encryption ofListener(boolean tls, @Nullable String insecureRequests, boolean proxy) {
        boolean closed = insecureRequests != null
                && Set.of("redirect", "disabled")
                        .contains(insecureRequests.strip().toLowerCase(Locale.ROOT));
        return proxy || (tls && closed) ? Encryption.ENCRYPTED : Encryption.PLAIN;
    }

    /// @param address `https://host`
    public static Encryption ofAddress(String address) {
        try {
            String scheme = new URI(address.strip()).getScheme();
            if (scheme == null) {
                return Encryption.UNKNOWN;
            }
            return known(scheme.toLowerCase(Locale.ROOT), Set.of("https"), Set.of("http"));
        } catch (URISyntaxException e) {
            return Encryption.UNKNOWN;
        }
    }
}
