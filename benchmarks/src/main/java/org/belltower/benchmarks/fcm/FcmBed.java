package org.belltower.benchmarks.fcm;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.belltower.dispatch.tls.TrustedCertificates;
import org.belltower.embedded.host.FreePorts;
import org.belltower.simulator.ProviderSimulatorMain;

/// The provider simulator in a process of its own, with a project, Google's limit of streams, and
/// an answer after 50 ms.
final class FcmBed implements AutoCloseable {
    static final String PROJECT = "bench-project";
    static final int STREAMS = 100;
    private static final String HOST = "127.0.0.1";
    private static final int LATENCY_MILLIS = 50;

    private final Path folder;
    private final int port = FreePorts.find();
    private final Process simulator;
    private final BufferedReader said;

    /// @throws IllegalStateException if the simulator does not start
    FcmBed(Path folder) throws IOException {
        this.folder = folder;
        this.simulator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProviderSimulatorMain.class.getName(),
                        "--folder",
                        folder.toString(),
                        "--apns-port",
                        "0",
                        "--fcm-port",
                        Integer.toString(port),
                        "--control-port",
                        "0",
                        "--fcm-project",
                        PROJECT,
                        "--latency-millis",
                        Integer.toString(LATENCY_MILLIS),
                        "--concurrent-streams",
                        Integer.toString(STREAMS),
                        "--record",
                        "100")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.said = simulator.inputReader();
        String line = said.readLine();
        if (line == null || !line.startsWith("ready ")) {
            close();
            throw new IllegalStateException("the simulator did not start");
        }
    }

    String host() {
        return HOST;
    }

    int port() {
        return port;
    }

    URI messages() {
        return base().resolve(path());
    }

    URI base() {
        return URI.create("https://" + HOST + ":" + port);
    }

    static String path() {
        return "/v1/projects/" + PROJECT + "/messages:send";
    }

    Path authority() {
        return folder.resolve("ca.pem");
    }

    Path serviceAccount() {
        return folder.resolve("service-account-" + PROJECT + ".json");
    }

    SSLContext tls() {
        return TrustedCertificates.in(authority()).context();
    }

    /// The account, as Google's library reads it.
    GoogleCredentials credentials() throws IOException {
        NetHttpTransport transport = new NetHttpTransport.Builder()
                .setSslSocketFactory(tls().getSocketFactory())
                .build();
        try (InputStream file = Files.newInputStream(serviceAccount())) {
            return ServiceAccountCredentials.fromStream(file, () -> transport)
                    .createScoped("https://www.googleapis.com/auth/firebase.messaging");
        }
    }

    /// Good for an hour.
    String bearer() throws IOException {
        AccessToken token = credentials().refreshAccessToken();
        return "Bearer " + token.getTokenValue();
    }

    @Override
    public void close() throws IOException {
        simulator.destroy();
        simulator.onExit().join();
        said.close();
    }
}
