package org.belltower.service.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.belltower.service.probe.Probe.Found;
import org.junit.jupiter.api.Test;

/// A12: why somebody is not reached. (That somebody is, the dispatcher's test shows, by the simulated providers.)
class TlsProbeIT {
    private static final Duration SHORT = Duration.ofMillis(500);

    private static Found ask(String host, int port) throws Exception {
        return new TlsProbe(host, port, SSLContext.getDefault(), SHORT).ask();
    }

    private static ServerSocket server() throws Exception {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @Test
    void A12_nobody_there_is_a_refusal() throws Exception {
        int port;
        try (ServerSocket server = server()) {
            port = server.getLocalPort();
        }
        assertThat(ask("127.0.0.1", port)).isEqualTo(new Found.Away("refused"));
    }

    @Test
    void A12_whoever_takes_the_connection_and_says_nothing_is_not_reached() throws Exception {
        try (ServerSocket server = server()) {
            assertThat(ask("127.0.0.1", server.getLocalPort())).isEqualTo(new Found.Away("timeout"));
        }
    }

    @Test
    void A12_whoever_does_not_speak_tls_is_not_reached() throws Exception {
        try (ServerSocket server = server()) {
            Thread answering = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    int _ = socket.getInputStream().read();
                } catch (IOException e) {
                    // The probe has gone.
                }
            });
            assertThat(ask("127.0.0.1", server.getLocalPort())).isEqualTo(new Found.Away("tls"));
            answering.join();
        }
    }

    @Test
    void A12_a_host_without_an_address_is_told_as_that() throws Exception {
        assertThat(ask("nobody.invalid", 443)).isEqualTo(new Found.Away("unknown-host"));
    }
}
