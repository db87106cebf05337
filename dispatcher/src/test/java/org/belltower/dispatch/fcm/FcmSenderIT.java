package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.dispatch.credential.OpenedSender;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.Sent;
import org.belltower.dispatch.send.WaitedSender;
import org.belltower.model.DeviceId;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.wire.JsonCodec;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server with Google's limit of streams.
@SuppressWarnings("NullAway.Init") // Set before each test.
class FcmSenderIT {
    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted();
    private static final DeviceToken TOKEN = new DeviceToken("token-1");
    private static final int GOOGLES_STREAMS = 100;
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private static final SendOutcome UNREACHED =
            new SendOutcome.Retry("connection", Duration.ZERO, SendOutcome.Whom.CREDENTIAL);

    private ProviderSimulator simulator;
    private FcmProjects projects;
    private ServiceAccount account;
    /// Longer than the sender's own deadline.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WaitedSender sender;

    @BeforeEach
    void start(@TempDir Path folder) {
        simulator = ProviderSimulator.start(
                SimulatorConfig.in(folder).with(new SimulatorConfig.Limits(GOOGLES_STREAMS, 10_000, 2)));
        FcmEndpoint endpoint = new FcmEndpoint(
                Optional.of(URI.create("https://127.0.0.1:" + simulator.fcmPort())),
                Optional.of(simulator.caCertificate()));
        projects = new FcmProjects(endpoint, DEADLINE, InstantSource.system(), System::nanoTime, new Random());
        account = simulator.credentials().serviceAccount("family-project");
        sender = new WaitedSender(projects.project(account.file()).sender(), PATIENCE);
    }

    @AfterEach
    void stop() {
        projects.close();
        simulator.close();
        threads.shutdownNow();
        sender.close();
    }

    private static Push push(int number) {
        return Pushes.push("e-1", new DeviceId("phone-" + number), Instant.now(), Duration.ofHours(1));
    }

    @Test
    void five_hundred_at_once_share_few_connections_and_none_fails_for_want_of_a_stream() throws Exception {
        simulator.script().latency(Duration.ofMillis(300));
        for (int round = 0; round < 2; round++) {
            List<Future<SendOutcome>> answers = new ArrayList<>();
            for (int number = 0; number < 500; number++) {
                Push push = push(number);
                answers.add(threads.submit(() -> sender.send(push, TOKEN)));
            }
            for (Future<SendOutcome> answer : answers) {
                assertThat(answer.get()).isEqualTo(ACCEPTED);
            }
        }
        assertThat(simulator.received().all().stream()
                        .map(ReceivedPush::connection)
                        .distinct())
                .hasSizeBetween(1, 6);
    }

    @Test
    void what_no_connection_could_be_made_for_did_not_leave_and_the_server_is_found_again_when_it_returns()
            throws InterruptedException {
        assertThat(sender.send(push(1), TOKEN)).isEqualTo(ACCEPTED);
        simulator.refuseConnections(Provider.FCM);
        await().until(() -> sender.send(push(2), TOKEN).equals(UNREACHED));
        simulator.acceptConnections(Provider.FCM);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> sender.send(push(3), TOKEN).equals(ACCEPTED));
    }

    @Test
    void an_account_that_google_does_not_know_is_a_refused_access_token_and_no_push_leaves()
            throws InterruptedException {
        simulator.fcm().removeAccount(account.clientEmail());
        assertThat(sender.send(push(1), TOKEN)).isEqualTo(new SendOutcome.CredentialsRejected("access-token-refused"));
        assertThat(simulator.received().total()).isZero();
    }

    @Test
    void an_account_that_was_withdrawn_while_its_access_token_was_good_is_a_refused_access_token()
            throws InterruptedException {
        assertThat(sender.send(push(1), TOKEN)).isEqualTo(ACCEPTED);
        simulator.fcm().removeAccount(account.clientEmail());
        simulator.accessTokens().revokeAll();
        assertThat(sender.send(push(2), TOKEN)).isEqualTo(new SendOutcome.CredentialsRejected("access-token-refused"));
    }

    @Test
    void R15_a_push_is_looked_at_once_more_when_there_is_an_access_token_and_a_connection()
            throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        LastLook withdrawn = () -> {
            looks.incrementAndGet();
            return false;
        };
        simulator.refuseConnections(Provider.FCM);
        assertThat(sender.send(push(1), TOKEN, withdrawn)).isInstanceOf(SendOutcome.Retry.class);
        assertThat(looks).hasValue(0);

        simulator.acceptConnections(Provider.FCM);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> sender.send(push(1), TOKEN, withdrawn).equals(new SendOutcome.HeldBack()));
        assertThat(looks).hasValue(1);
        assertThat(simulator.received().total()).isZero();
        assertThat(sender.send(push(2), TOKEN)).isEqualTo(ACCEPTED);
    }

    @Test
    void a_token_endpoint_that_is_away_is_told_apart_from_a_send_that_may_have_arrived() throws InterruptedException {
        simulator.refuseConnections(Provider.FCM);
        assertThat(sender.send(push(1), TOKEN))
                .isEqualTo(
                        new SendOutcome.Retry("access-token-unavailable", Duration.ZERO, SendOutcome.Whom.CREDENTIAL));
    }

    @Test
    void what_is_never_answered_is_unknown_by_the_deadline_and_others_are_answered_meanwhile() throws Exception {
        simulator.script().add(Rule.when(Match.token("stalled")).reply(Reply.stall()));
        Future<SendOutcome> stalled = threads.submit(() -> sender.send(push(1), new DeviceToken("stalled")));
        await().until(() -> simulator.received().total() == 1);
        assertThat(sender.send(push(2), TOKEN)).isEqualTo(ACCEPTED);
        assertThat(stalled.get(DEADLINE.toMillis() + 1_000, TimeUnit.MILLISECONDS))
                .isEqualTo(new SendOutcome.Unknown("deadline"));
        await().until(() -> projects.streams().inUse() == 0);
    }

    @Test
    void a_connection_that_is_cut_makes_what_was_on_it_unknown_and_the_next_push_goes_on_another()
            throws InterruptedException {
        simulator.script().add(Rule.when(Match.any()).reply(Reply.disconnect()).times(1));
        assertThat(sender.send(push(1), TOKEN)).isEqualTo(new SendOutcome.Unknown("connection"));
        assertThat(sender.send(push(1), TOKEN)).isEqualTo(ACCEPTED);
    }

    @Test
    void an_access_token_that_ended_early_is_replaced_and_the_push_sent_once_more() throws Exception {
        assertThat(sender.send(push(1), TOKEN)).isEqualTo(ACCEPTED);
        simulator.accessTokens().revokeAll();
        List<Future<SendOutcome>> answers = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            Push push = push(number);
            answers.add(threads.submit(() -> sender.send(push, TOKEN)));
        }
        for (Future<SendOutcome> answer : answers) {
            assertThat(answer.get()).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void a_second_401_is_told_as_refused_credentials() throws InterruptedException {
        simulator.script().add(Rule.when(Match.any()).reply(Reply.reject(401, "UNAUTHENTICATED")));
        assertThat(sender.send(push(1), TOKEN)).isEqualTo(new SendOutcome.CredentialsRejected("UNAUTHENTICATED"));
        assertThat(simulator.received().total()).isEqualTo(2);
    }

    @Test
    void a_retry_after_is_told() throws InterruptedException {
        simulator
                .script()
                .add(Rule.when(Match.any())
                        .reply(Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "120")));
        assertThat(sender.send(push(1), TOKEN))
                .isEqualTo(new SendOutcome.Retry("UNAVAILABLE", Duration.ofMinutes(2), SendOutcome.Whom.CREDENTIAL));
    }

    private static ProviderCredential.ServiceAccount uploaded(ServiceAccount account) throws Exception {
        JsonNode json = JsonCodec.read(account.json().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        return new ProviderCredential.ServiceAccount(
                account.projectId(),
                account.clientEmail(),
                json.path("private_key_id").asText(),
                json.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", ""));
    }

    @Test
    void a_project_that_is_closed_leaves_the_connections_to_the_others() throws Exception {
        assertThat(sender.send(push(1), TOKEN)).isEqualTo(ACCEPTED);
        ServiceAccount other = simulator.credentials().serviceAccount("other-project");
        try (OpenedSender others = projects.open(uploaded(other))) {
            assertThat(Sent.byItself(others, Pushes.shown(push(2)), TOKEN)).isEqualTo(ACCEPTED);
        }
        assertThat(sender.send(push(3), TOKEN)).isEqualTo(ACCEPTED);
        assertThat(simulator.received().all().stream()
                        .map(ReceivedPush::connection)
                        .distinct())
                .hasSize(1);
    }
}
