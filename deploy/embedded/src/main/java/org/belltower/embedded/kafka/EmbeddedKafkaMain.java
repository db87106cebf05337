package org.belltower.embedded.kafka;

import java.nio.file.Path;
import org.belltower.embedded.host.ProcessLife;
import org.belltower.embedded.host.QuietLogs;

/// A Kafka node in a JVM of its own.
///
/// Arguments: data folder, port, controller port (0 for free ones), and optionally `--exit-with-parent`. Prints
/// one line, `ready <host:port>`, on standard output when clients can connect; warnings go to standard error.
/// SIGTERM shuts it down cleanly. With the option it also shuts down when the process that started it ends,
/// however that ends.
public final class EmbeddedKafkaMain {
    private EmbeddedKafkaMain() {}

    public static void main(String[] arguments) {
        ProcessLife life = ProcessLife.of(arguments);
        if (life.arguments().size() != 3) {
            System.err.println("usage: EmbeddedKafkaMain <data folder> <port> <controller port> [--exit-with-parent]");
            System.exit(2);
        }
        QuietLogs.wholeProcess();
        EmbeddedKafka kafka = EmbeddedKafka.start(
                Path.of(life.arguments().get(0)),
                Integer.parseInt(life.arguments().get(1)),
                Integer.parseInt(life.arguments().get(2)));
        life.runUntilToldToEnd("ready " + kafka.bootstrapServers(), kafka);
    }
}
