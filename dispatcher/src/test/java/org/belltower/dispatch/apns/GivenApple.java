package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.dispatch.flow.CarriedStreams;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.DeviceId;
import org.belltower.model.push.DeviceToken;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.fault.StreamLimit;
import org.belltower.simulator.http2.ConnectionFaults;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// One app's sender before the simulated APNs, without deadlines and permits: what it says is seen
/// as it comes. Three connections at most.
@SuppressWarnings("NullAway.Init") // Set before each test.
abstract class GivenApple {
    static final String TOPIC = "org.belltower.family";
    static final SendOutcome ACCEPTED = new SendOutcome.Accepted();
    static final DeviceToken GOOD = new DeviceToken("aa01");
    static final DeviceToken SLOW = new DeviceToken("cc03");
    static final DeviceToken DEAD = new DeviceToken("dd04");

    /// All that was told, the newest last.
    final List<Integer> carried = new CopyOnWriteArrayList<>();
    /// Added to the clock that never jumps.
    final AtomicLong later = new AtomicLong();

    private final AtomicInteger devices = new AtomicInteger();
    ProviderSimulator simulator;
    ApnsConnections connections;
    PushSender sender;
    ApnsKey key;

    @BeforeEach
    final void start(@TempDir Path folder) {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        connections = new ApnsConnections(
                new ApnsServer(
                        Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", simulator.apnsPort())),
                        Optional.of(simulator.caCertificate()),
                        3),
                InstantSource.system(),
                () -> System.nanoTime() + later.get(),
                new Random(1),
                new CarriedStreams((_, streams) -> carried.add(streams)));
        sender = connections.sender(
                new ApnsCredential(key.teamId(), key.keyId(), key.file(), ApnsCredential.Environment.PRODUCTION),
                TOPIC);
    }

    @AfterEach
    final void stop() {
        connections.close();
        simulator.close();
    }

    final ConnectionFaults faults() {
        return simulator.connections(Provider.APNS);
    }

    final void allow(int streams) {
        faults().streams(StreamLimit.of(streams));
    }

    final void answer(DeviceToken token, Reply reply) {
        simulator.script().add(Rule.when(Match.token(token.value())).reply(reply));
    }

    final void slow(Duration latency) {
        simulator.script().add(Rule.when(Match.token(SLOW.value())).after(latency));
    }

    /// A send that was begun.
    static final class Sending {
        private volatile @Nullable SendOutcome outcome;
        private final AtomicInteger answers = new AtomicInteger();

        void answered(SendOutcome came) {
            outcome = came;
            answers.incrementAndGet();
        }

        SendOutcome outcome() {
            await().pollInterval(Duration.ofMillis(5)).until(() -> outcome != null);
            SendOutcome came = outcome;
            if (came == null || answers.get() != 1) {
                throw new AssertionError("answered " + answers.get() + " times");
            }
            return came;
        }

        boolean isAnswered() {
            return outcome != null;
        }
    }

    final Notification shown() {
        return Pushes.shown(Pushes.push(
                "e-1", new DeviceId("phone-" + devices.incrementAndGet()), Instant.now(), Duration.ofHours(1)));
    }

    final Sending begin(DeviceToken token) {
        Sending sending = new Sending();
        PushSender.Attempt _ = sender.send(shown(), token, LastLook.ALWAYS, sending::answered);
        return sending;
    }

    final List<Sending> begin(int count, DeviceToken token) {
        List<Sending> begun = new CopyOnWriteArrayList<>();
        for (int number = 0; number < count; number++) {
            begun.add(begin(token));
        }
        return begun;
    }

    final SendOutcome send(DeviceToken token) {
        return begin(token).outcome();
    }

    final void awaitReceived(int pushes) {
        await().until(() -> simulator.received().total() >= pushes);
    }

    final void awaitCarried(int streams) {
        await().untilAsserted(() -> assertThat(carried).endsWith(streams));
    }

    /// Of the pushes to it, by what connection each came.
    final List<Long> connectionsOf(DeviceToken token) {
        return simulator.received().of(token.value()).stream()
                .map(ReceivedPush::connection)
                .toList();
    }

    static SendOutcome notProcessed(String code) {
        return new SendOutcome.Retry(code, Duration.ZERO, SendOutcome.Whom.NOT_PROCESSED);
    }

    /// Nothing has left, so it is not unknown.
    static boolean isNotConnected(SendOutcome outcome) {
        return outcome instanceof SendOutcome.Retry(String code, var after, SendOutcome.Whom whom)
                && code.equals("connection")
                && !after.isNegative()
                && whom == SendOutcome.Whom.CREDENTIAL;
    }
}
