package org.belltower.local.app.run;

import java.util.Locale;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.SuiteFolders;

/// The table that is printed when a suite is ready.
final class Addresses {
    private Addresses() {}

    /// @param simulator whether the provider simulator runs
    static String table(Ports ports, SuiteFolders folders, boolean simulator) {
        StringBuilder table = new StringBuilder("\n");
        columns(table, "", "API, described at", "health", "metrics");
        for (Service service : Service.values()) {
            String management = Ports.http(ports.management(service)).toString();
            columns(
                    table,
                    service.module(),
                    Ports.http(ports.service(service)) + "/q/openapi",
                    management + "/q/health",
                    management + "/q/metrics");
        }
        table.append('\n');
        row(table, "issuer", Ports.http(ports.issuer()) + "/.well-known/openid-configuration");
        row(table, "Kafka", ports.kafkaBootstrap());
        row(table, "PostgreSQL", "127.0.0.1:" + ports.postgresql());
        if (simulator) {
            row(table, "simulated APNs", "127.0.0.1:" + ports.apns());
            row(table, "simulated FCM", "127.0.0.1:" + ports.fcm());
            row(table, "received pushes", Ports.http(ports.simulatorControl()) + "/v1/received");
        }
        row(table, "logs", Screen.shown(folders.logs()));
        return table.toString();
    }

    private static void columns(StringBuilder table, String service, String api, String health, String metrics) {
        table.append(String.format(Locale.ROOT, "  %-20s %-34s %-32s %s%n", service, api, health, metrics));
    }

    private static void row(StringBuilder table, String what, String where) {
        table.append(String.format(Locale.ROOT, "  %-20s %s%n", what, where));
    }
}
