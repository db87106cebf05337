package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.dispatch.flow.CarriedStreams;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.WaitedSender;
import org.belltower.model.DeviceId;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pushy between our deadline and a server that does not answer.
@SuppressWarnings("NullAway.Init") // Set before each test.
class ApnsSenderIT {
    private static final String TOPIC = "org.belltower.family";
    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted();
    private static final DeviceToken GOOD = new DeviceToken("aa01");
    private static final DeviceToken STALLED = new DeviceToken("bb02");

    private ProviderSimulator simulator;
    private ApnsConnections connections;
    private WaitedSender sender;

    @BeforeEach
    void start(@TempDir Path folder) {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        ApnsKey key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        connections = new ApnsConnections(
                new ApnsServer(
                        Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", simulator.apnsPort())),
                        Optional.of(simulator.caCertificate()),
                        3),
                InstantSource.system(),
                System::nanoTime,
                new Random(),
                new CarriedStreams((_, _) -> {}));
        ApnsCredential credential =
                new ApnsCredential(key.teamId(), key.keyId(), key.file(), ApnsCredential.Environment.PRODUCTION);
        sender = new WaitedSender(connections.sender(credential, TOPIC), Duration.ofMillis(1_500));
    }

    @AfterEach
    void stop() {
        connections.close();
        simulator.close();
        sender.close();
    }

    private static Push push(String device) {
        return Pushes.push("e-1", new DeviceId(device), Instant.now(), Duration.ofHours(1));
    }

    @Test
    void what_was_given_up_while_there_was_no_connection_does_not_leave_when_there_is_one_again()
            throws InterruptedException {
        simulator.refuseConnections(Provider.APNS);
        for (int number = 0; number < 4; number++) {
            assertThat(sender.send(push("given-up-" + number), GOOD)).matches(GivenApple::isNotConnected);
        }
        simulator.acceptConnections(Provider.APNS);
        Push wanted = push("wanted");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> sender.send(wanted, GOOD).equals(ACCEPTED));
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::pushId)
                .containsOnly(wanted.id().toString());
    }

    @Test
    void R15_a_push_is_looked_at_once_more_when_there_is_a_connection() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        LastLook withdrawn = () -> {
            looks.incrementAndGet();
            return false;
        };
        simulator.refuseConnections(Provider.APNS);
        assertThat(sender.send(push("withdrawn"), GOOD, withdrawn)).matches(GivenApple::isNotConnected);
        assertThat(looks).hasValue(0);

        simulator.acceptConnections(Provider.APNS);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> sender.send(push("withdrawn"), GOOD, withdrawn).equals(new SendOutcome.HeldBack()));
        assertThat(looks).hasPositiveValue();
        assertThat(simulator.received().total()).isZero();
        assertThat(sender.send(push("wanted"), GOOD)).isEqualTo(ACCEPTED);
    }

    @Test
    void a_connection_that_answers_nothing_is_replaced() throws InterruptedException {
        assertThat(sender.send(push("first"), GOOD)).isEqualTo(ACCEPTED);
        simulator.script().add(Rule.when(Match.token(STALLED.value())).reply(Reply.stall()));
        assertThat(sender.send(push("stalled"), STALLED)).isEqualTo(new SendOutcome.Unknown("deadline"));
        assertThat(sender.send(push("second"), GOOD)).isEqualTo(ACCEPTED);
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::connection)
                .containsExactly(1L, 1L, 2L);
    }
}
