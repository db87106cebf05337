package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.fault.Drip;
import org.belltower.simulator.fault.Flow;
import org.belltower.simulator.fault.GoAway;
import org.belltower.simulator.fault.Greeting;
import org.belltower.simulator.fault.StreamLimit;
import org.belltower.simulator.http2.ConnectionFaults;
import org.belltower.simulator.received.Counts;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFaultsIT {

    private static final String TOPIC = "org.belltower.family";

    @TempDir
    private Path folder;

    private ProviderSimulator simulator;
    private ConnectionFaults faults;
    private ApnsKey key;
    private ApnsClient pushy;
    private final Announcements announced = new Announcements();

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        faults = simulator.connections(Provider.APNS);
        key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        pushy = Clients.pushy(simulator, key, announced);
    }

    @AfterEach
    void stop() throws Exception {
        pushy.close().get(10, TimeUnit.SECONDS);
        simulator.close();
    }

    @Test
    void a_goaway_that_waits_in_vain_for_streams_to_leave_out_leaves_all_the_same() throws Exception {
        assertThat(answer("aa01").isAccepted()).isTrue();

        faults.goAway(GoAway.leavingOut(1_000));

        await().until(() -> simulatorConnections() == 0);
        // Netty's clients begin with stream 3.
        assertThat(announced.lastStreams()).containsExactly(3);
    }

    @Test
    void the_stream_limit_changes_on_open_connections_and_holds_for_new_ones() throws Exception {
        assertThat(answer("aa01").isAccepted()).isTrue();

        faults.streams(StreamLimit.of(7));
        await().until(() -> announced.limits().equals(List.of(1_000L, 7L)));
        simulator.refuseConnections(Provider.APNS);
        simulator.acceptConnections(Provider.APNS);
        await().ignoreExceptions().until(() -> answer("aa02").isAccepted());

        assertThat(announced.limits()).containsExactly(1_000L, 7L, 7L);
    }

    @Test
    void one_stream_is_announced_until_a_push_is_accepted_and_again_after_a_dead_token() throws Exception {
        faults.streams(StreamLimit.cautious(500));
        simulator.script().add(Rule.when(Match.token("dead")).reply(Reply.reject(410, "Unregistered")));
        simulator.script().add(Rule.when(Match.token("ee0e")).reply(Reply.reject(429, "TooManyRequests")));

        answer("ee0e");
        assertThat(announced.limits()).containsExactly(1L);
        answer("aa01");
        await().until(() -> announced.limits().equals(List.of(1L, 500L)));
        answer("ee0e");
        answer("dead");
        await().until(() -> announced.limits().equals(List.of(1L, 500L, 1L)));
        answer("dead");
        answer("aa01");
        await().until(() -> announced.limits().equals(List.of(1L, 500L, 1L, 500L)));
    }

    @Test
    void a_reset_stream_fails_alone_and_its_push_is_received() throws Exception {
        simulator.script().add(Rule.when(Match.token("aa01")).reply(Reply.reset(8)));

        CompletableFuture<?> reset = send("aa01");
        assertThatThrownBy(() -> reset.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);

        assertThat(announced.resets()).containsExactly(8L);
        assertThat(answer("aa02").isAccepted()).isTrue();
        assertThat(simulator.received().counts(Provider.APNS).reset()).isEqualTo(1);
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::connection)
                .containsExactly(1L, 1L);
    }

    @Test
    void refused_streams_are_not_received_and_leave_the_connection_as_it_was() throws Exception {
        simulator
                .script()
                .add(Rule.when(Match.token("aa01")).reply(Reply.refuse()).times(300));

        // Pushy sends again what was refused.
        assertThat(answer("aa01").isAccepted()).isTrue();

        assertThat(announced.resets()).hasSize(300).containsOnly(7L);
        assertThat(simulator.received().counts(Provider.APNS)).isEqualTo(new Counts(1, 1, 0, 0, 0, Map.of(), 300));
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::connection)
                .containsExactly(1L);
    }

    @Test
    void a_connection_may_be_taken_by_tcp_alone() throws Exception {
        faults.greet(Greeting.NO_TLS, 1);

        try (SSLSocket silent = connect()) {
            silent.setSoTimeout(500);
            assertThatThrownBy(silent::startHandshake).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(answer("aa01").isAccepted()).isTrue();
    }

    @Test
    void a_connection_may_finish_tls_and_hear_nothing_more() throws Exception {
        faults.greet(Greeting.NO_SETTINGS, 1);

        try (SSLSocket silent = connect()) {
            silent.setSoTimeout(5_000);
            silent.startHandshake();
            silent.setSoTimeout(500);
            assertThatThrownBy(() -> silent.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(answer("aa01").isAccepted()).isTrue();
    }

    @Test
    void an_open_connection_may_turn_into_a_black_hole_and_is_cut_when_the_network_is_back() throws Exception {
        assertThat(answer("aa01").isAccepted()).isTrue();
        faults.flow(Flow.none());

        CompletableFuture<?> lost = send("aa02");
        assertThatThrownBy(() -> lost.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(simulator.received().of("aa02")).isEmpty();

        faults.flow(Flow.free());
        assertThatThrownBy(() -> lost.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        await().ignoreExceptions().until(() -> answer("aa03").isAccepted());
    }

    @Test
    void bytes_may_drip_on_every_connection_and_every_answer_still_comes() throws Exception {
        assertThat(answer("aa01").isAccepted()).isTrue();
        faults.flow(Flow.dripping(new Drip(10, Duration.ofMillis(50))));

        long began = System.nanoTime();
        assertThat(answer("aa02").isAccepted()).isTrue();
        // A TLS record of an answer has some 80 bytes.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(250));

        faults.clear();
        began = System.nanoTime();
        assertThat(answer("aa03").isAccepted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(250));
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::connection)
                .containsOnly(1L);
    }

    private int simulatorConnections() {
        return simulator.openConnections(Provider.APNS);
    }

    private SSLSocket connect() throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), simulator.apnsPort());
        return (SSLSocket) Clients.trusting(simulator)
                .getSocketFactory()
                .createSocket(plain, "127.0.0.1", simulator.apnsPort(), true);
    }

    private PushNotificationResponse<SimpleApnsPushNotification> answer(String token) throws Exception {
        return send(token).get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<PushNotificationResponse<SimpleApnsPushNotification>> send(String token) {
        return pushy.sendNotification(new SimpleApnsPushNotification(token, TOPIC, "{\"aps\":{\"alert\":\"x\"}}"));
    }
}
