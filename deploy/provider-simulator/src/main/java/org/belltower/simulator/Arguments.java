package org.belltower.simulator;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.jspecify.annotations.Nullable;

/// What the command line says.
///
/// @param config how the simulator is set up
/// @param latency the usual latency at the start
/// @param apnsKeys signing keys to have
/// @param fcmProjects projects whose service account to have
record Arguments(SimulatorConfig config, Duration latency, List<ApnsKeyArgument> apnsKeys, List<String> fcmProjects) {

    /// `TEAM:KEY:TOPIC[,TOPIC…]`.
    record ApnsKeyArgument(String teamId, String keyId, List<String> topics) {
        ApnsKeyArgument {
            topics = List.copyOf(topics);
        }

        static ApnsKeyArgument parse(String text) {
            List<String> parts = List.of(text.split(":", -1));
            if (parts.size() != 3 || parts.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("--apns-key must be TEAM:KEY:TOPIC[,TOPIC...]: " + text);
            }
            return new ApnsKeyArgument(
                    parts.get(0), parts.get(1), List.of(parts.get(2).split(",", -1)));
        }
    }

    static final String USAGE = """
            usage: provider-simulator --folder DIR [options]
              --folder DIR                      where certificates and credentials are kept; made if missing
              --apns-port N                     default 18430; 0 for any free one
              --fcm-port N                      default 18431; 0 for any free one
              --control-port N                  default 18432; 0 for any free one
              --apns-key TEAM:KEY:TOPIC[,TOPIC] make apns-KEY.p8 in DIR if it is missing; may be repeated
              --fcm-project PROJECT             make service-account-PROJECT.json in DIR if it is missing; may be repeated
              --latency-millis N                usual latency of an answer, default 0
              --concurrent-streams N            announced to clients, default 1000
              --record N                        requests kept in full, default 200000; 0 for none
              --ledger N                        requests of which id, time and answer are kept, default 2000000; 0 for none
              --seed N                          of all that is left to chance, default 0
              --threads N                       that carry all connections, default 2
              --sandbox                         APNs stands for Apple's sandbox, not production
              --known-tokens-only               refuse device tokens that were not registered
            """;

    private static final int APNS_PORT = 18_430;
    private static final int FCM_PORT = 18_431;
    private static final int CONTROL_PORT = 18_432;

    Arguments {
        apnsKeys = List.copyOf(apnsKeys);
        fcmProjects = List.copyOf(fcmProjects);
    }

    /// @throws IllegalArgumentException naming the argument that is wrong
    static Arguments parse(List<String> arguments) {
        return new Reading(arguments).read();
    }

    /// The arguments not read yet, and what was read so far.
    private static final class Reading {
        private final Deque<String> rest;
        private final List<ApnsKeyArgument> apnsKeys = new ArrayList<>();
        private final List<String> fcmProjects = new ArrayList<>();
        private @Nullable Path folder;
        private int apnsPort = APNS_PORT;
        private int fcmPort = FCM_PORT;
        private int controlPort = CONTROL_PORT;
        private int latencyMillis;
        private int concurrentStreams = SimulatorConfig.Limits.USUAL.concurrentStreams();
        private int record = SimulatorConfig.Limits.USUAL.record();
        private int threads = SimulatorConfig.Limits.USUAL.threads();
        private int ledger = SimulatorConfig.Limits.USUAL.ledger();
        private int seed;
        private boolean sandbox;
        private boolean knownTokensOnly;

        Reading(List<String> arguments) {
            rest = new ArrayDeque<>(arguments);
        }

        Arguments read() {
            while (!rest.isEmpty()) {
                take(rest.pop());
            }
            Path in = folder;
            if (in == null) {
                throw new IllegalArgumentException("--folder is required");
            }
            SimulatorConfig config = SimulatorConfig.in(in)
                    .with(new SimulatorConfig.Ports(apnsPort, fcmPort, controlPort))
                    .with(new SimulatorConfig.Limits(concurrentStreams, record, threads, ledger))
                    .withSeed(seed);
            if (sandbox) {
                config = config.with(ApnsEnvironment.SANDBOX);
            }
            if (knownTokensOnly) {
                config = config.withKnownTokensOnly();
            }
            return new Arguments(config, Duration.ofMillis(latencyMillis), apnsKeys, fcmProjects);
        }

        private void take(String name) {
            switch (name) {
                case "--folder" -> folder = path(name);
                case "--apns-port" -> apnsPort = number(name, 0, 65_535);
                case "--fcm-port" -> fcmPort = number(name, 0, 65_535);
                case "--control-port" -> controlPort = number(name, 0, 65_535);
                case "--apns-key" -> apnsKeys.add(ApnsKeyArgument.parse(value(name)));
                case "--fcm-project" -> fcmProjects.add(value(name));
                case "--latency-millis" -> latencyMillis = number(name, 0, Integer.MAX_VALUE);
                case "--concurrent-streams" -> concurrentStreams = number(name, 1, Integer.MAX_VALUE);
                case "--record" -> record = number(name, 0, 100_000_000);
                case "--ledger" -> ledger = number(name, 0, 100_000_000);
                case "--seed" -> seed = number(name, 0, Integer.MAX_VALUE);
                case "--threads" -> threads = number(name, 1, 256);
                case "--sandbox" -> sandbox = true;
                case "--known-tokens-only" -> knownTokensOnly = true;
                default -> throw new IllegalArgumentException("unknown argument: " + name);
            }
        }

        private String value(String name) {
            String value = rest.poll();
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            return value;
        }

        private Path path(String name) {
            String value = value(name);
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(name + " is no path: " + value, e);
            }
        }

        private int number(String name, int least, int most) {
            String value = value(name);
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + " must be a whole number: " + value, e);
            }
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + value);
        }
    }
}
