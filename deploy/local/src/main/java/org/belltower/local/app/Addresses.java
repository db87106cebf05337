package org.belltower.local.app;

import java.util.Locale;
import org.belltower.local.suite.Ports;
import org.belltower.local.suite.Service;
import org.belltower.local.suite.SuiteFolders;

/// The table that is printed when a suite is ready.
final class Addresses {
    private Addresses() {}

    /// @param simulator whether the provider simulator runs
    static String table(Ports ports, SuiteFolders folders, boolean simulator) {
        StringBuilder table = new StringBuilder("\n");
        for (Service service : Service.values()) {
            row(
                    table,
                    service.module(),
                    Ports.http(ports.service(service)) + "   health " + Ports.http(ports.management(service))
                            + "/q/health");
        }
        row(table, "issuer", Ports.http(ports.issuer()).toString());
        row(table, "Kafka", ports.kafkaBootstrap());
        row(table, "PostgreSQL", "127.0.0.1:" + ports.postgresql());
        if (simulator) {
            row(table, "simulated APNs", "127.0.0.1:" + ports.apns());
            row(table, "simulated FCM", "127.0.0.1:" + ports.fcm());
            row(table, "simulator control", Ports.http(ports.simulatorControl()).toString());
        }
        row(table, "logs", Screen.shown(folders.logs()));
        return table.toString();
    }

    private static void row(StringBuilder table, String what, String where) {
        table.append(String.format(Locale.ROOT, "  %-20s %s%n", what, where));
    }
}
