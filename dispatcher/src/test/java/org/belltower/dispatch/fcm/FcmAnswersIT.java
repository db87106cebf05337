package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.belltower.dispatch.breaker.EnvironmentGuard;
import org.belltower.dispatch.send.CourierOverTheWire;
import org.belltower.dispatch.send.CourierOverTheWire.Done;
import org.belltower.dispatch.send.CourierOverTheWire.GoesOn;
import org.belltower.dispatch.send.CourierOverTheWire.Seen;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.SendOutcome.Whom;
import org.belltower.model.DeviceId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.DeviceToken;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every answer of Firebase's, over the wire: what is told of it, and what is then done. Firebase,
/// "ErrorCode" of the HTTP v1 API.
@SuppressWarnings("NullAway.Init") // Set before the tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FcmAnswersIT {
    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted();
    private static final Done TAKEN = new Done.Ended(new Result.Accepted(Provider.FCM));
    private static final DeviceToken TOKEN = new DeviceToken("token-1");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private ProviderSimulator simulator;
    private FcmProjects projects;
    /// That wait no longer than a test should for what is never answered.
    private FcmProjects hasty;
    private ServiceAccount account;
    private CourierOverTheWire courier;

    @BeforeAll
    void start(@TempDir Path folder) {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
        projects = projects(Duration.ofSeconds(10));
        hasty = projects(Duration.ofSeconds(2));
        account = simulator.credentials().serviceAccount("family-project");
    }

    private FcmProjects projects(Duration deadline) {
        return new FcmProjects(
                new FcmEndpoint(
                        Optional.of(URI.create("https://127.0.0.1:" + simulator.fcmPort())),
                        Optional.of(simulator.caCertificate())),
                deadline,
                InstantSource.system(),
                System::nanoTime,
                new Random());
    }

    @BeforeEach
    void carry() {
        simulator.script().reset();
        simulator.received().clear();
        courier = courier(account);
    }

    private CourierOverTheWire courier(ServiceAccount of) {
        return courier(projects, of);
    }

    private static CourierOverTheWire courier(FcmProjects projects, ServiceAccount of) {
        return new CourierOverTheWire(Provider.FCM, projects.project(of.file()).sender());
    }

    @AfterAll
    void stop() {
        projects.close();
        hasty.close();
        simulator.close();
    }

    /// @param done waits are the least there may be
    /// @param leaves how often the push leaves
    record Row(String name, Reply.Reject reply, SendOutcome told, Done done, GoesOn goesOn, int leaves) {
        /// Which it is in a report.
        @Override
        public String toString() {
            return reply.status() + " " + reply.reason() + name;
        }
    }

    private static Done failed(Reason reason) {
        return new Done.Ended(new Result.Failed(Provider.FCM, reason));
    }

    /// The token that it was sent to was not taken.
    private static Done rejected() {
        return new Done.Ended(new Result.Failed(Provider.FCM, Reason.TOKEN_REJECTED, CourierOverTheWire.TOKEN_VERSION));
    }

    private static Row token(String name, Reply.Reject reply, SendOutcome told, Done done) {
        return new Row(name, reply, told, done, GoesOn.ALL, 1);
    }

    /// A defect of ours.
    private static Row malformed(String name, Reply.Reject reply) {
        return new Row(
                name,
                reply,
                new SendOutcome.Malformed(reply.reason()),
                new Done.Buried(new Result.Failed(Provider.FCM, Reason.PUSH_REJECTED)),
                GoesOn.ALL,
                1);
    }

    /// @param leaves once more if it may be the access token
    private static Row refused(Reply.Reject reply, int leaves) {
        return new Row(
                "",
                reply,
                new SendOutcome.CredentialsRejected(reply.reason()),
                new Done.Waits(Duration.ZERO),
                GoesOn.OTHER_APPS,
                leaves);
    }

    private static Row later(String name, Reply.Reject reply, Duration notBefore, Whom whom, GoesOn goesOn) {
        return new Row(
                name,
                reply,
                new SendOutcome.Retry(reply.reason(), notBefore, whom),
                notBefore.isZero() ? new Done.Waits(notBefore) : new Done.Deferred(notBefore),
                goesOn,
                1);
    }

    static List<Row> table() {
        Reply.Reject invalid = Reply.reject(400, "INVALID_ARGUMENT");
        Reply.Reject quota = Reply.reject(429, "QUOTA_EXCEEDED");
        Reply.Reject unavailable = Reply.reject(503, "UNAVAILABLE");
        Reply.Reject internal = Reply.reject(500, "INTERNAL");
        return List.of(
                token(
                        "",
                        Reply.reject(404, "UNREGISTERED"),
                        new SendOutcome.TokenDead(null),
                        new Done.Ended(new Result.TokenDead(Provider.FCM, CourierOverTheWire.TOKEN_VERSION, null))),
                malformed("", invalid),
                malformed(" that names a field of ours", invalid.naming("message.android.ttl")),
                token(
                        " that names the token",
                        invalid.naming("message.token"),
                        new SendOutcome.TokenRejected(),
                        rejected()),
                token(
                        "",
                        Reply.reject(403, "SENDER_ID_MISMATCH"),
                        new SendOutcome.TokenNotForApp(),
                        failed(Reason.TOKEN_NOT_FOR_APP)),
                later("", quota, MINUTE, Whom.CREDENTIAL, GoesOn.NOBODY),
                later(
                        " with Retry-After",
                        quota.withHeader("retry-after", "7"),
                        Duration.ofSeconds(7),
                        Whom.CREDENTIAL,
                        GoesOn.NOBODY),
                later(" of messages", quota.over(Reply.Quota.MESSAGE), MINUTE, Whom.CREDENTIAL, GoesOn.NOBODY),
                later(" of a topic", quota.over(Reply.Quota.TOPIC_MESSAGE), MINUTE, Whom.CREDENTIAL, GoesOn.NOBODY),
                later(" of a device", quota.over(Reply.Quota.DEVICE_MESSAGE), MINUTE, Whom.DEVICE, GoesOn.ALL),
                later(
                        " of a device with Retry-After",
                        quota.over(Reply.Quota.DEVICE_MESSAGE).withHeader("retry-after", "180"),
                        Duration.ofMinutes(3),
                        Whom.DEVICE,
                        GoesOn.ALL),
                later("", unavailable, Duration.ZERO, Whom.CREDENTIAL, GoesOn.ALL),
                later(
                        " with Retry-After",
                        unavailable.withHeader("retry-after", "120"),
                        Duration.ofMinutes(2),
                        Whom.CREDENTIAL,
                        GoesOn.NOBODY),
                later("", internal, Duration.ZERO, Whom.CREDENTIAL, GoesOn.ALL),
                later(
                        " with Retry-After",
                        internal.withHeader("retry-after", "30"),
                        Duration.ofSeconds(30),
                        Whom.CREDENTIAL,
                        GoesOn.NOBODY),
                refused(Reply.reject(401, "THIRD_PARTY_AUTH_ERROR"), 1),
                refused(Reply.reject(401, "UNAUTHENTICATED"), 2),
                refused(Reply.reject(403, "PERMISSION_DENIED"), 1));
    }

    private void answer(Reply reply) {
        simulator.script().add(Rule.when(Match.any()).reply(reply));
    }

    private void answerOnce(Reply reply) {
        simulator.script().add(Rule.when(Match.any()).reply(reply).times(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void each_answer_is_told_and_acted_upon(Row row) {
        answer(row.reply);
        Seen seen = courier.carry(TOKEN);
        assertThat(seen.told()).isEqualTo(row.told);
        CourierOverTheWire.assertDone(seen.done(), row.done);
        assertThat(seen.goesOn()).isEqualTo(row.goesOn);
        assertThat(simulator.received().total()).isEqualTo(row.leaves);
    }

    @Test
    void a_quota_slows_its_project_only_and_only_until_its_time() {
        simulator.script().add(Rule.when(Match.app("family-project")).reply(Reply.reject(429, "QUOTA_EXCEEDED")));
        assertThat(courier.carry(TOKEN).goesOn()).isEqualTo(GoesOn.NOBODY);
        CourierOverTheWire other = courier(simulator.credentials().serviceAccount("other-project"));
        assertThat(other.carry(TOKEN).done()).isEqualTo(TAKEN);
        courier.pass(MINUTE);
        assertThat(courier.mayGo()).isTrue();
    }

    @Test
    void a_device_that_is_told_too_much_is_told_no_more_for_a_while_and_does_not_keep_the_next_one_waiting() {
        simulator
                .script()
                .add(Rule.when(Match.token("busy"))
                        .reply(Reply.reject(429, "QUOTA_EXCEEDED").over(Reply.Quota.DEVICE_MESSAGE)));
        assertThat(courier.carry(new DeviceToken("busy")).done()).isInstanceOf(Done.Deferred.class);
        assertThat(courier.state().limit())
                .as("nothing is said of what Firebase can take")
                .isEqualTo(16);
        assertThat(simulator.received().total()).isEqualTo(1);
        assertThat(courier.carry(new DeviceToken("busy")).done()).isInstanceOf(Done.Deferred.class);
        assertThat(simulator.received().total()).isEqualTo(1);
        assertThat(courier.carry(new DeviceId("phone-2"), TOKEN).done()).isEqualTo(TAKEN);
    }

    /// Google's front end, before FCM has seen it (firebase-admin-go, issue 719).
    @Test
    void the_front_ends_quota_is_the_projects() {
        answer(Reply.verbatim(429, Map.of(), """
                {"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded for quota metric","details":[
                {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMIT_EXCEEDED","domain":"googleapis.com",
                "metadata":{"quota_metric":"fcm.googleapis.com/send_requests","quota_unit":"1/min/{project}"}}]}}"""));
        Seen seen = courier.carry(TOKEN);
        assertThat(seen.told()).isEqualTo(new SendOutcome.Retry("RESOURCE_EXHAUSTED", MINUTE, Whom.CREDENTIAL));
        assertThat(seen.goesOn()).isEqualTo(GoesOn.NOBODY);
    }

    @Test
    void I_25_an_access_token_that_is_refused_is_replaced_once_and_the_push_is_taken() {
        answerOnce(Reply.reject(401, "UNAUTHENTICATED"));
        assertThat(courier.carry(TOKEN)).isEqualTo(new Seen(ACCEPTED, TAKEN, GoesOn.ALL));
        assertThat(simulator.received().total()).isEqualTo(2);
    }

    @Test
    void I_25_while_credentials_are_refused_pushes_are_parked_and_no_token_is_burnt() {
        answer(Reply.reject(401, "THIRD_PARTY_AUTH_ERROR"));
        Seen first = courier.carry(TOKEN);
        assertThat(first.goesOn()).isEqualTo(GoesOn.OTHER_APPS);
        assertThat(courier.goOn().done()).isInstanceOf(Done.Deferred.class);
        for (int number = 0; number < 50; number++) {
            assertThat(courier.carry(TOKEN).done()).isInstanceOf(Done.Deferred.class);
        }
        assertThat(simulator.received().total()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENDER_ID_MISMATCH", "INVALID_ARGUMENT"})
    void C9_a_burst_of_wrong_tokens_with_none_accepted_trips_that_district_and_app_and_nobody_else(String code) {
        answer(
                code.equals("SENDER_ID_MISMATCH")
                        ? Reply.reject(403, code)
                        : Reply.reject(400, code).naming("message.token"));
        for (int number = 0; number < EnvironmentGuard.TOO_MANY; number++) {
            Seen seen = courier.carry(new DeviceToken("token-" + number));
            assertThat(seen.done()).as("never retired").isInstanceOf(Done.Ended.class);
            assertThat(seen.goesOn()).isEqualTo(GoesOn.ALL);
        }
        assertThat(courier.mayGo()).isFalse();
        assertThat(courier.carry(TOKEN).done()).isInstanceOf(Done.Deferred.class);
        assertThat(simulator.received().total()).isEqualTo(EnvironmentGuard.TOO_MANY);
    }

    @ParameterizedTest
    @CsvSource({"deadline", "connection"})
    void I_27_what_nobody_knows_goes_again_under_the_same_tag(String code) {
        courier = courier(hasty, account);
        assertThat(courier.carry(TOKEN).done()).isEqualTo(TAKEN);
        answerOnce(code.equals("deadline") ? Reply.stall() : Reply.disconnect());
        Seen lost = courier.carry(TOKEN);
        assertThat(lost.told()).isEqualTo(new SendOutcome.Unknown(code));
        CourierOverTheWire.assertDone(lost.done(), new Done.Waits(Duration.ZERO));
        assertThat(lost.goesOn()).isEqualTo(GoesOn.ALL);
        assertThat(courier.goOn().done()).isEqualTo(TAKEN);
        List<ReceivedPush> received = simulator.received().of(TOKEN.value());
        assertThat(received).hasSize(3);
        assertThat(received.get(2).pushId()).isEqualTo(received.get(1).pushId()).isNotEmpty();
    }

    @Test
    void what_firebase_did_not_process_goes_again_at_once() {
        answerOnce(Reply.refuse());
        assertThat(courier.carry(TOKEN)).isEqualTo(new Seen(ACCEPTED, TAKEN, GoesOn.ALL));
        assertThat(simulator.received().total()).isEqualTo(1);
    }

    /// Firebase always says why; what stands between it and us may not.
    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"error\":{\"status\":\"NOVEL\"}}", "<html>"})
    void an_answer_without_a_word_that_is_known_is_judged_by_its_status(String body) {
        Map<Integer, SendOutcome> byStatus = Map.of(
                400, new SendOutcome.Malformed("other"),
                403, new SendOutcome.CredentialsRejected("other"),
                404, new SendOutcome.CredentialsRejected("other"),
                429, new SendOutcome.Retry("other", MINUTE, Whom.CREDENTIAL),
                500, new SendOutcome.Retry("other", Duration.ZERO, Whom.CREDENTIAL),
                502, new SendOutcome.Retry("other", Duration.ZERO, Whom.CREDENTIAL),
                503, new SendOutcome.Retry("other", Duration.ZERO, Whom.CREDENTIAL));
        byStatus.forEach((status, told) -> {
            simulator.script().clear();
            answer(Reply.verbatim(status, Map.of(), body));
            assertThat(courier(account).carry(TOKEN).told())
                    .as("%d %s", status, body)
                    .isEqualTo(told);
        });
    }
}
