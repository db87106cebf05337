package org.belltower.dispatch.fcm;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where FCM and Google's token endpoint are reached.
///
/// @param baseUrl instead of Google's own hosts, for both; the paths stay: a stand-in for tests and trials, or
///     a relay
/// @param trustedCertificates a PEM file of the authorities to trust instead of the JDK's
public record FcmEndpoint(Optional<URI> baseUrl, Optional<Path> trustedCertificates) {
    /// The library's addresses are constants; this is where the request really goes.
    URI resolve(URI address) {
        return baseUrl.map(base -> URI.create(base.getScheme() + "://" + base.getRawAuthority() + rawPath(address)))
                .orElse(address);
    }

    private static String rawPath(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }
}
