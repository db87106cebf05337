package org.belltower.dispatch.apns;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// What a server said of our certificate when it ended a handshake. Apple answers one that has expired or was revoked
/// with an alert, never with a status. RFC 8446, section 6.2, names the alerts; the JDK tells them in the exception's
/// text alone. Pure.
final class TlsAlerts {
    private static final Pattern RECEIVED = Pattern.compile("Received fatal alert: ([a-z_]+)");

    /// Those that are about who we are. All others are about the connection.
    private static final Set<String> OF_CERTIFICATES = Set.of(
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "unknown_ca",
            "access_denied",
            "certificate_required");

    /// What may wrap it: the library's future, Netty's decoder.
    private static final int DEEPEST = 8;

    private TlsAlerts() {}

    /// The alert by which the server refused our certificate, if that is why there was no answer.
    static Optional<String> refusingCertificate(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .filter(SSLException.class::isInstance)
                .map(cause -> RECEIVED.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(OF_CERTIFICATES::contains)
                .findFirst();
    }
}
