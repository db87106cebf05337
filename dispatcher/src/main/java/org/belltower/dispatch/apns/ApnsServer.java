package org.belltower.dispatch.apns;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/// Where APNs is reached.
///
/// @param address instead of Apple's own, unresolved: a stand-in for tests and trials, or a relay
/// @param trustedCertificates a PEM file of the authorities to trust instead of the JDK's
public record ApnsServer(Optional<InetSocketAddress> address, Optional<Path> trustedCertificates) {}
