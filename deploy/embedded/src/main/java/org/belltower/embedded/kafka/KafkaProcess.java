package org.belltower.embedded.kafka;

import java.nio.file.Path;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.host.Folders;
import org.belltower.embedded.host.FreePorts;
import org.belltower.embedded.host.ProcessLife;

/// A Kafka node in a JVM of its own, for tests that take it away: it can be killed at any moment and come back
/// on the same port with the same data.
///
/// It ends with this JVM in any case. Calls block until they have happened. Not thread-safe.
public final class KafkaProcess implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final int controllerPort;
    private ChildJvm jvm;

    private KafkaProcess(Path folder, int port, int controllerPort) {
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
        this.jvm = launch();
    }

    /// Starts on free ports with the data in the given folder, which is kept, and with its log beside the data.
    ///
    /// @throws IllegalStateException if it does not become ready; the text has the end of its log
    public static KafkaProcess start(Path folder) {
        return new KafkaProcess(Folders.make(folder), FreePorts.find(), FreePorts.find());
    }

    private ChildJvm launch() {
        return ChildJvm.start(
                EmbeddedKafkaMain.class,
                folder.resolveSibling(folder.getFileName() + ".log"),
                folder.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort),
                ProcessLife.EXIT_WITH_PARENT);
    }

    /// What a client's `bootstrap.servers` is set to; the same over restarts.
    public String bootstrapServers() {
        return SingleNode.HOST + ":" + port;
    }

    /// SIGKILL: no goodbye, nothing flushed by the process.
    public void kill() {
        jvm.kill();
    }

    /// SIGTERM: a clean shutdown.
    public void stop() {
        jvm.stop();
    }

    /// Starts again, killing first what still runs. Port and data are the same.
    public void restart() {
        jvm.kill();
        jvm = launch();
    }

    public boolean isRunning() {
        return jvm.isRunning();
    }

    @Override
    public void close() {
        jvm.stop();
    }
}
