package org.belltower.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.belltower.simulator.apns.ApnsEnvironment;

/// How a simulator is set up. Begin with [#in(Path)] and change what differs. Immutable.
///
/// @param folder where certificates and credentials are kept; made if it is missing
/// @param ports where it listens
/// @param limits how much it takes
/// @param environment which of Apple's services the APNs port stands for
/// @param knownTokensOnly whether device tokens that were not registered are refused
/// @param accessTokenLifetime how long an FCM access token is good
/// @param clock tells the time of arrival and the age of tokens
public record SimulatorConfig(
        Path folder,
        Ports ports,
        Limits limits,
        ApnsEnvironment environment,
        boolean knownTokensOnly,
        Duration accessTokenLifetime,
        InstantSource clock) {

    /// Ports on 127.0.0.1; 0 for any free one.
    public record Ports(int apns, int fcm, int control) {
        /// Each is 0 to 65535.
        public Ports {
            requirePort(apns);
            requirePort(fcm);
            requirePort(control);
        }

        private static void requirePort(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be 0 to 65535: " + port);
            }
        }
    }

    /// How much a simulator takes.
    ///
    /// @param concurrentStreams announced to every client; Apple announces 1000
    /// @param record how many requests are kept in full
    /// @param threads that carry all connections
    public record Limits(int concurrentStreams, int record, int threads) {
        /// 1000 streams, 200,000 requests kept, 2 threads.
        public static final Limits USUAL = new Limits(1_000, 200_000, 2);

        /// Each is at least 1.
        public Limits {
            if (concurrentStreams < 1 || record < 1 || threads < 1) {
                throw new IllegalArgumentException("streams, record and threads must be at least 1");
            }
        }
    }

    /// Any free ports; the usual limits; production, any token; the system's clock.
    public static SimulatorConfig in(Path folder) {
        return new SimulatorConfig(
                folder,
                new Ports(0, 0, 0),
                Limits.USUAL,
                ApnsEnvironment.PRODUCTION,
                false,
                Duration.ofHours(1),
                InstantSource.system());
    }

    /// The same on these ports.
    public SimulatorConfig with(Ports ports) {
        return new SimulatorConfig(folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock);
    }

    /// The same with these limits.
    public SimulatorConfig with(Limits limits) {
        return new SimulatorConfig(folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock);
    }

    /// The same by this clock.
    public SimulatorConfig with(InstantSource clock) {
        return new SimulatorConfig(folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock);
    }

    /// The same with APNs standing for this environment.
    public SimulatorConfig with(ApnsEnvironment environment) {
        return new SimulatorConfig(folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock);
    }

    /// The same, with FCM access tokens good for this long.
    public SimulatorConfig withAccessTokenLifetime(Duration lifetime) {
        return new SimulatorConfig(folder, ports, limits, environment, knownTokensOnly, lifetime, clock);
    }

    /// The same, with device tokens refused that were not registered.
    public SimulatorConfig withKnownTokensOnly() {
        return new SimulatorConfig(folder, ports, limits, environment, true, accessTokenLifetime, clock);
    }
}
