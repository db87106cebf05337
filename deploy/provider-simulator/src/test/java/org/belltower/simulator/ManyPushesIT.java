package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameLogger;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.logging.LogLevel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.received.Counts;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyPushesIT {

    private static final String TOPIC = "org.belltower.family";
    private static final int PUSHES = 20_000;

    @TempDir
    private Path folder;

    @Test
    void twenty_thousand_pushes_over_four_connections_are_all_accepted_and_each_is_recorded_once() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder))) {
            ApnsKey key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
            ApnsClient client = Clients.pushy(simulator, key, 4);
            LongAdder accepted = new LongAdder();
            // As many as two connections may carry: Pushy itself slows down under an unbounded queue.
            Semaphore inFlight = new Semaphore(2_000);
            for (int i = 0; i < PUSHES; i++) {
                inFlight.acquire();
                String token = "%064x".formatted(i + 1); // no device has the token of zeros
                CompletableFuture<?> answered = client.sendNotification(
                                new SimpleApnsPushNotification(token, TOPIC, "{\"aps\":{\"alert\":\"" + i + "\"}}"))
                        .whenComplete((response, failure) -> {
                            if (failure == null && response.isAccepted()) {
                                accepted.increment();
                            }
                            inFlight.release();
                        });
                assertThat(answered).isNotNull();
            }
            assertThat(inFlight.tryAcquire(2_000, 30, TimeUnit.SECONDS)).isTrue();
            client.close().get(10, TimeUnit.SECONDS);

            assertThat(accepted.sum()).isEqualTo(PUSHES);
            assertThat(simulator.received().counts(Provider.APNS))
                    .isEqualTo(new Counts(PUSHES, PUSHES, 0, 0, Map.of()));
            List<ReceivedPush> received = simulator.received().all();
            Set<String> tokens = new HashSet<>();
            received.forEach(push -> tokens.add(push.token()));
            assertThat(tokens).hasSize(PUSHES);
            assertThat(received).extracting(ReceivedPush::connection).contains(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void the_number_of_streams_that_a_connection_may_carry_is_announced() throws Exception {
        SimulatorConfig config = SimulatorConfig.in(folder).with(new SimulatorConfig.Limits(7, 10, 1));
        CompletableFuture<Http2Settings> announced = new CompletableFuture<>();
        try (ProviderSimulator simulator = ProviderSimulator.start(config)) {
            ApnsKey key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
            ApnsClient client = new ApnsClientBuilder()
                    .setApnsServer("127.0.0.1", simulator.apnsPort())
                    .setTrustedServerCertificateChain(simulator.caCertificate().toFile())
                    .setSigningKey(ApnsSigningKey.loadFromPkcs8File(key.file().toFile(), key.teamId(), key.keyId()))
                    .setFrameLogger(new SettingsListener(announced))
                    .build();
            client.sendNotification(new SimpleApnsPushNotification("aa01", TOPIC, "{\"aps\":{}}"))
                    .get(10, TimeUnit.SECONDS);
            client.close().get(10, TimeUnit.SECONDS);
        }

        assertThat(announced.get(5, TimeUnit.SECONDS).maxConcurrentStreams()).isEqualTo(7);
    }

    private static final class SettingsListener extends Http2FrameLogger {
        private final CompletableFuture<Http2Settings> announced;

        SettingsListener(CompletableFuture<Http2Settings> announced) {
            super(LogLevel.TRACE);
            this.announced = announced;
        }

        @Override
        public void logSettings(Direction direction, ChannelHandlerContext context, Http2Settings settings) {
            if (direction == Direction.INBOUND) {
                announced.complete(settings);
            }
        }
    }
}
