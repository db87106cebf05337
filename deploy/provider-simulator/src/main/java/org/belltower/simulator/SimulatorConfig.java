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
/// @param clock tells the time of arrival, the age of tokens and how fast pushes come
/// @param seed of all that a script leaves to chance
public record SimulatorConfig(
        Path folder,
        Ports ports,
        Limits limits,
        ApnsEnvironment environment,
        boolean knownTokensOnly,
        Duration accessTokenLifetime,
        InstantSource clock,
        long seed) {

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
    /// @param record how many requests are kept in full; 0 for none
    /// @param threads that carry all connections
    /// @param ledger of how many requests id, time and answer are kept, 28 bytes each; 0 for none
    public record Limits(int concurrentStreams, int record, int threads, int ledger) {
        /// 1000 streams, 200,000 requests kept, 2 threads, 2,000,000 requests in the ledger.
        public static final Limits USUAL = new Limits(1_000, 200_000, 2);

        /// Streams and threads are at least 1, the others not negative.
        public Limits {
            if (concurrentStreams < 1 || threads < 1) {
                throw new IllegalArgumentException("streams and threads must be at least 1");
            }
            if (record < 0 || ledger < 0) {
                throw new IllegalArgumentException("record and ledger must not be negative");
            }
        }

        /// With 2,000,000 requests in the ledger.
        public Limits(int concurrentStreams, int record, int threads) {
            this(concurrentStreams, record, threads, 2_000_000);
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
                InstantSource.system(),
                0);
    }

    /// The same on these ports.
    public SimulatorConfig with(Ports ports) {
        return new SimulatorConfig(
                folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock, seed);
    }

    /// The same with these limits.
    public SimulatorConfig with(Limits limits) {
        return new SimulatorConfig(
                folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock, seed);
    }

    /// The same by this clock.
    public SimulatorConfig with(InstantSource clock) {
        return new SimulatorConfig(
                folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock, seed);
    }

    /// The same with APNs standing for this environment.
    public SimulatorConfig with(ApnsEnvironment environment) {
        return new SimulatorConfig(
                folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock, seed);
    }

    /// The same, with FCM access tokens good for this long.
    public SimulatorConfig withAccessTokenLifetime(Duration lifetime) {
        return new SimulatorConfig(folder, ports, limits, environment, knownTokensOnly, lifetime, clock, seed);
    }

    /// The same, with device tokens refused that were not registered.
    public SimulatorConfig withKnownTokensOnly() {
        return new SimulatorConfig(folder, ports, limits, environment, true, accessTokenLifetime, clock, seed);
    }

    /// The same with another seed.
    public SimulatorConfig withSeed(long seed) {
        return new SimulatorConfig(
                folder, ports, limits, environment, knownTokensOnly, accessTokenLifetime, clock, seed);
    }
}
