package org.belltower.dispatch.apns;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/// Where APNs is reached.
///
/// @param address instead of Apple's own, unresolved: a stand-in for tests and trials, or a relay
/// @param trustedCertificates a PEM file of the authorities to trust instead of the JDK's
/// @param connections the most by one credential, beside one for suspect device tokens
public record ApnsServer(Optional<InetSocketAddress> address, Optional<Path> trustedCertificates, int connections) {
    public ApnsServer {
        if (connections < 1) {
            throw new IllegalArgumentException("1 or more connections");
        }
    }
}
