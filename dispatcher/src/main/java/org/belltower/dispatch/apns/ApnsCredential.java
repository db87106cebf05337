package org.belltower.dispatch.apns;

import java.nio.file.Path;

/// A signing key of a developer team, for one of Apple's environments. Apps that share it share a connection: Apple
/// allows one team per connection, and any number of its apps.
///
/// @param keyFile the `.p8` file; its content is never held here
public record ApnsCredential(String team, String keyId, Path keyFile, Environment environment) {
    /// Which of Apple's services.
    public enum Environment {
        PRODUCTION("api.push.apple.com"),
        SANDBOX("api.sandbox.push.apple.com");

        private final String host;

        Environment(String host) {
            this.host = host;
        }

        String host() {
            return host;
        }
    }

    /// As it stands in logs and on the status page.
    public String id() {
        return team + "/" + environment.name().toLowerCase(java.util.Locale.ROOT);
    }
}
