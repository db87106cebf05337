package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.belltower.simulator.credentials.ApnsKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApnsDeviceTokenIT {

    private static final String TOPIC = "org.belltower.family";
    private static final String PAYLOAD = "{\"aps\":{\"alert\":\"Schedule changed\"}}";

    @TempDir
    private static Path folder;

    private static ProviderSimulator simulator;
    private static ApnsKey key;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        client = Clients.http2(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void forget() {
        simulator.received().clear();
        simulator.script().clear();
    }

    @Test
    void a_registered_device_token_takes_pushes_for_its_topic_in_its_environment_only() throws Exception {
        simulator.credentials().apnsKey("TEAM000001", "KEY0000001", "org.second");
        simulator.apns().registerDevice("aa01", TOPIC, ApnsEnvironment.PRODUCTION);
        simulator.apns().registerDevice("aa02", "org.second", null);
        simulator.apns().registerDevice("aa03", TOPIC, ApnsEnvironment.SANDBOX);

        assertThat(reasonFor("aa01")).isEmpty();
        assertThat(reasonFor("aa02")).isEqualTo("DeviceTokenNotForTopic");
        assertThat(reasonFor("aa03")).isEqualTo("BadDeviceToken");
    }

    @Test
    void an_unknown_device_token_is_bad_where_only_known_ones_are_taken(@TempDir Path own) throws Exception {
        try (ProviderSimulator strict = ProviderSimulator.start(
                SimulatorConfig.in(own).with(ApnsEnvironment.SANDBOX).withKnownTokensOnly())) {
            ApnsKey strictKey = strict.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
            strict.apns().registerDevice("aa01", TOPIC, ApnsEnvironment.SANDBOX);
            HttpClient strictClient = Clients.http2(strict);

            assertThat(json(send(strict, strictClient, strictKey, "aa02"))
                            .path("reason")
                            .asText())
                    .isEqualTo("BadDeviceToken");
            assertThat(send(strict, strictClient, strictKey, "aa01").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_device_token_of_zeros_belongs_to_no_device() throws Exception {
        assertThat(reasonFor("0".repeat(64))).isEqualTo("BadDeviceToken");
        assertThat(simulator.received().all().getLast().keyId()).isEqualTo(key.keyId());
    }

    private static String reasonFor(String token) throws Exception {
        HttpResponse<String> response = send(simulator, client, key, token);
        return response.statusCode() == 200 ? "" : json(response).path("reason").asText();
    }

    private static HttpResponse<String> send(ProviderSimulator simulator, HttpClient client, ApnsKey key, String token)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + simulator.apnsPort() + "/3/device/" + token))
                .header("authorization", "bearer " + ProviderTokens.of(key, Instant.now()))
                .header("apns-topic", TOPIC)
                .POST(HttpRequest.BodyPublishers.ofString(PAYLOAD))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JsonMapper.builder().build().readTree(response.body());
    }
}
