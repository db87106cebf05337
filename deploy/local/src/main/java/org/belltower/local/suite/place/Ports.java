package org.belltower.local.suite.place;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where everything listens, all on 127.0.0.1, numbered from a base.
///
/// @param base the issuer's port
public record Ports(int base) {
    /// Unless `--port-base` says otherwise.
    public static final int DEFAULT_BASE = 18_400;

    private static final int LOWEST = 1_024;
    private static final int HIGHEST = 65_535;
    private static final int MANAGEMENT = 10;
    private static final int KAFKA = 20;
    private static final int KAFKA_CONTROLLER = 21;
    private static final int POSTGRESQL = 22;
    private static final int APNS = 30;
    private static final int FCM = 31;
    private static final int CONTROL = 32;

    public Ports {
        if (base < LOWEST || base > HIGHEST - CONTROL) {
            throw new IllegalArgumentException(
                    "must be from " + LOWEST + " to " + (HIGHEST - CONTROL) + ", not " + base);
        }
    }

    public int issuer() {
        return base;
    }

    public int service(Service service) {
        return base + service.portOffset();
    }

    /// Where it tells its health and metrics.
    public int management(Service service) {
        return service(service) + MANAGEMENT;
    }

    public int kafka() {
        return base + KAFKA;
    }

    public int kafkaController() {
        return base + KAFKA_CONTROLLER;
    }

    public int postgresql() {
        return base + POSTGRESQL;
    }

    public int apns() {
        return base + APNS;
    }

    /// FCM and its OAuth token endpoint.
    public int fcm() {
        return base + FCM;
    }

    /// The provider simulator's own API.
    public int simulatorControl() {
        return base + CONTROL;
    }

    /// As clients name it.
    public String kafkaBootstrap() {
        return "127.0.0.1:" + kafka();
    }

    public static URI http(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Every port and what it is for.
    ///
    /// @param simulator whether the provider simulator runs
    public Map<Integer, String> uses(boolean simulator) {
        Map<Integer, String> uses = new LinkedHashMap<>();
        uses.put(issuer(), "the issuer");
        for (Service service : Service.values()) {
            uses.put(service(service), "the " + service.module());
            uses.put(management(service), "the health of the " + service.module());
        }
        uses.put(kafka(), "Kafka");
        uses.put(kafkaController(), "Kafka's controller");
        uses.put(postgresql(), "PostgreSQL");
        if (simulator) {
            uses.put(apns(), "the simulated APNs");
            uses.put(fcm(), "the simulated FCM");
            uses.put(simulatorControl(), "the provider simulator's control");
        }
        return uses;
    }
}
