package org.belltower.simulator.credentials;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Set;

/// A provider certificate with its key as a developer gets it from Apple and exports it: a `.p12` file. `toString`
/// shows neither key nor password.
///
/// @param name what it is called here
/// @param topics to which it may push
/// @param certificate without its key
/// @param file the `.p12` file
/// @param password that opens it
public record ApnsCertificate(
        String name, Set<String> topics, X509Certificate certificate, Path file, String password) {

    /// Copies the topics.
    public ApnsCertificate {
        topics = Set.copyOf(topics);
    }

    @Override
    public String toString() {
        return "ApnsCertificate[name=" + name + "]";
    }
}
