package org.belltower.embedded.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.belltower.embedded.host.Folders;
import org.belltower.embedded.host.FreePorts;
import org.belltower.embedded.host.QuietLogs;

/// One real Kafka node (KRaft: broker and controller) in this JVM, on loopback, without TLS.
///
/// The data folder is formatted once and opened again with all its data later, also after its process was
/// killed; its ports may change between two openings, they do not while it is open. Topics are not created by
/// asking for them. Everything is replicated once, so durability is this machine's: what was acknowledged
/// survives the end of the process, not that of the disk.
///
/// Starting and closing block for about a second each. Thread-safe. Closing twice does nothing.
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;
    private final Runnable afterClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, int port, Runnable afterClose) {
        this.server = server;
        this.port = port;
        this.afterClose = afterClose;
    }

    /// Starts on a folder that is kept.
    ///
    /// @param folder made if it is not there; not open anywhere else
    /// @param port where clients connect; 0 for a free one
    /// @param controllerPort where the node talks to itself; 0 for a free one
    /// @throws IllegalStateException if it does not start
    public static EmbeddedKafka start(Path folder, int port, int controllerPort) {
        return start(Folders.make(folder), FreePorts.orFree(port), FreePorts.orFree(controllerPort), () -> {});
    }

    /// Starts empty on free ports; closing deletes the data.
    public static EmbeddedKafka temporary() {
        Path folder = Folders.temporary("belltower-kafka-");
        return start(folder, FreePorts.find(), FreePorts.find(), () -> Folders.delete(folder));
    }

    // Kafka's constructors throw what they do not declare (Scala).
    private static EmbeddedKafka start(Path folder, int port, int controllerPort, Runnable afterClose) {
        QuietLogs.warningsOnly(
                "kafka",
                "state.change.logger",
                "org.apache.kafka.common.config",
                "org.apache.kafka.common.utils",
                "org.apache.kafka.controller",
                "org.apache.kafka.coordinator",
                "org.apache.kafka.image",
                "org.apache.kafka.metadata",
                "org.apache.kafka.network",
                "org.apache.kafka.raft",
                "org.apache.kafka.server",
                "org.apache.kafka.snapshot",
                "org.apache.kafka.storage");
        try {
            formatIfNew(folder);
            var settings = SingleNode.settings(folder, port, controllerPort);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            try {
                server.startup();
            } catch (Exception failure) {
                server.shutdown();
                throw failure;
            }
            return new EmbeddedKafka(server, port, afterClose);
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "Kafka does not start on 127.0.0.1:" + port + " with the data in " + folder, failure);
        }
    }

    private static void formatIfNew(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(SingleNode.silent())
                .setNodeId(SingleNode.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(folder.toString()))
                .setControllerListenerName(SingleNode.CONTROLLER)
                .setMetadataLogDirectory(folder.toString())
                .run();
    }

    /// What a client's `bootstrap.servers` is set to.
    public String bootstrapServers() {
        return SingleNode.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
            afterClose.run();
        }
    }
}
