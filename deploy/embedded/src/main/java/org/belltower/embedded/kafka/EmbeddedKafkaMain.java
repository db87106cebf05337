package org.belltower.embedded.kafka;

import java.nio.file.Path;
import java.util.List;
import org.belltower.embedded.host.ProcessLife;

/// A Kafka node in a JVM of its own.
///
/// Arguments: data folder, port, controller port (0 for free ones), and optionally `--exit-with-parent`. Prints
/// one line, `ready <host:port>`, on standard output when clients can connect; warnings go to standard error.
/// SIGTERM shuts it down cleanly. With the option it also shuts down when the process that started it ends,
/// however that ends. Status 1: it could not start, and standard error says why; 2: the arguments are wrong.
public final class EmbeddedKafkaMain {
    private EmbeddedKafkaMain() {}

    public static void main(String[] arguments) {
        ProcessLife.live(
                arguments,
                "EmbeddedKafkaMain <data folder> <port> <controller port>",
                EmbeddedKafkaMain::start,
                kafka -> "ready " + kafka.bootstrapServers());
    }

    private static EmbeddedKafka start(List<String> arguments) {
        return EmbeddedKafka.start(
                Path.of(arguments.get(0)), Integer.parseInt(arguments.get(1)), Integer.parseInt(arguments.get(2)));
    }
}
