package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.belltower.dispatch.flow.CarriedStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    private static final String APP = "belltower.dispatch.apps.\"family\".";

    @TempDir
    private Path folder;

    private static void open(Map<String, String> keys) {
        new Providers(TestConfig.of(keys), InstantSource.system(), System::nanoTime, new CarriedStreams((_, _) -> {}))
                .close();
    }

    private static Map<String, String> apple(Path keyFile) {
        return Map.of(
                APP + "apns.key-file", keyFile.toString(),
                APP + "apns.key-id", "KEY0000001",
                APP + "apns.team-id", "TEAM000001",
                APP + "apns.topic", "org.belltower.family");
    }

    @Test
    void a_missing_signing_key_is_told_by_property_and_file() {
        Path missing = folder.resolve("missing.p8");
        assertThatThrownBy(() -> open(apple(missing)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(APP + "apns.key-file: " + missing + " is not a readable APNs signing key (.p8)");
    }

    @Test
    void a_signing_key_that_is_none_is_told_without_what_stands_in_it() throws IOException {
        Path file = Files.writeString(folder.resolve("key.p8"), "-----BEGIN PRIVATE KEY-----\nsecret\n");
        assertThatThrownBy(() -> open(apple(file)))
                .hasMessage(APP + "apns.key-file: " + file + " is not a readable APNs signing key (.p8)")
                .hasRootCauseMessage(file + " is not a readable APNs signing key (.p8)");
    }

    @Test
    void a_service_account_that_is_none_is_told_by_property_and_file() throws IOException {
        Path file = Files.writeString(folder.resolve("account.json"), "{\"private_key\": \"secret\"}");
        assertThatThrownBy(() -> open(Map.of(APP + "fcm.service-account-file", file.toString())))
                .hasMessage(APP + "fcm.service-account-file: " + file + " is not a readable service account (JSON)")
                .hasRootCauseMessage(file + " is not a readable service account (JSON)");
    }

    @Test
    void trusted_certificates_that_are_none_are_told_by_property_and_file() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        for (String property : List.of("apns.trusted-certificates", "fcm.trusted-certificates")) {
            assertThatThrownBy(() -> open(Map.of("belltower.dispatch." + property, file.toString())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("belltower.dispatch." + property + ": " + file);
        }
    }

    @Test
    void a_server_that_is_no_host_and_port_is_refused() {
        for (String server : new String[] {"apple", "apple:", "apple:x", ":1", "apple:70000"}) {
            assertThatThrownBy(() -> open(Map.of("belltower.dispatch.apns.server", server)))
                    .hasMessage("belltower.dispatch.apns.server must be host:port");
        }
    }
}
