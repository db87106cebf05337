package org.belltower.embedded.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreePortsTest {
    @Test
    void a_port_that_somebody_listens_on_is_not_free() throws Exception {
        int port = FreePorts.find();
        assertThat(FreePorts.isFree(port)).isTrue();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void a_port_that_was_asked_for_is_kept() {
        assertThat(FreePorts.orFree(18_420)).isEqualTo(18_420);
        assertThat(FreePorts.orFree(0)).isPositive();
    }

    @Test
    void none_is_given_out_twice_though_none_is_bound_yet() {
        assertThat(IntStream.range(0, 1_000).map(_ -> FreePorts.find()).boxed()).doesNotHaveDuplicates();
    }

    @Test
    void what_another_process_was_given_is_not_given_out_here_until_that_process_ends(@TempDir Path folder)
            throws IOException {
        Path given = folder.resolve("port");
        ChildJvm other = ChildJvm.start(Claimant.class, folder.resolve("log"), given.toString());
        int port = Integer.parseInt(Files.readString(given));
        try {
            assertThat(FreePorts.isFree(port)).isTrue();
            assertThat(FreePorts.claim(port)).isFalse();
        } finally {
            other.kill();
        }
        assertThat(FreePorts.claim(port)).isTrue();
    }

    /// A process that was given a port and does not listen on it.
    static final class Claimant {
        private Claimant() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Files.writeString(Path.of(arguments[0]), Integer.toString(FreePorts.find()));
            System.out.println("ready claimed");
            Thread.sleep(Duration.ofMinutes(1));
        }
    }
}
