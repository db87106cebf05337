package org.belltower.dispatch.fcm;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where FCM and Google's token endpoint are reached.
///
/// @param baseUrl instead of Google's own hosts, for both; the paths stay: a stand-in for tests and
///     trials, or a relay. `https`, as access tokens pass there
/// @param trustedCertificates a PEM file of the authorities to trust instead of the JDK's
public record FcmEndpoint(Optional<URI> baseUrl, Optional<Path> trustedCertificates) {
    private static final URI FCM = URI.create("https://fcm.googleapis.com/");
    private static final int HTTPS = 443;

    public FcmEndpoint {
        baseUrl.ifPresent(base -> {
            if (!"https".equalsIgnoreCase(base.getScheme()) || base.getHost() == null) {
                throw new IllegalArgumentException("must be https://host or https://host:port");
            }
        });
    }

    /// The libraries' addresses are constants; this is where the request really goes.
    URI resolve(URI address) {
        return baseUrl.map(base -> URI.create(base.getScheme() + "://" + base.getRawAuthority() + rawPath(address)))
                .orElse(address);
    }

    private static String rawPath(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    private URI messages() {
        return resolve(FCM);
    }

    /// As HTTP/2 names it in a request.
    String authority() {
        return messages().getRawAuthority();
    }

    /// As TLS and name servers know it: an IPv6 address without brackets.
    String host() {
        String host = messages().getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return messages().getPort() < 0 ? HTTPS : messages().getPort();
    }
}
