package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.dispatch.breaker.EnvironmentGuard;
import org.belltower.dispatch.send.CourierOverTheWire;
import org.belltower.dispatch.send.CourierOverTheWire.Done;
import org.belltower.dispatch.send.CourierOverTheWire.GoesOn;
import org.belltower.dispatch.send.CourierOverTheWire.Seen;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.SendOutcome.Whom;
import org.belltower.dispatch.send.WaitedSender;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.DeviceToken;
import org.belltower.simulator.apns.ApnsReason;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every answer of Apple's, over the wire: what is told of it, and what is then done. Apple,
/// "Handling notification responses from APNs".
class ApnsAnswersIT extends GivenApple {
    private static final Instant DIED = Instant.parse("2026-08-01T06:30:00.250Z");
    private static final DeviceToken TOKEN = new DeviceToken("ee05");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private CourierOverTheWire courier;

    @BeforeEach
    void carry() {
        courier = new CourierOverTheWire(Provider.APNS, sender);
    }

    /// @param done waits are the least there may be
    record Row(ApnsReason reason, SendOutcome told, Done done, GoesOn goesOn) {
        /// Which it is in a report.
        @Override
        public String toString() {
            return reason.status() + " " + reason.text();
        }
    }

    /// The token is dead, with the time of its death: nothing is held against anybody else.
    private static Row dead(ApnsReason reason) {
        return new Row(
                reason,
                new SendOutcome.TokenDead(DIED),
                new Done.Ended(new Result.TokenDead(Provider.APNS, CourierOverTheWire.TOKEN_VERSION, DIED)),
                GoesOn.ALL);
    }

    private static Done failed(Reason reason) {
        return new Done.Ended(new Result.Failed(Provider.APNS, reason));
    }

    /// The token that it was sent to was not taken.
    private static Done rejected() {
        return rejected(CourierOverTheWire.TOKEN_VERSION);
    }

    private static Done rejected(long tokenVersion) {
        return new Done.Ended(new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED, tokenVersion));
    }

    /// A defect of ours.
    private static Row malformed(ApnsReason reason) {
        return new Row(
                reason,
                new SendOutcome.Malformed(reason.text()),
                new Done.Buried(new Result.Failed(Provider.APNS, Reason.PUSH_REJECTED)),
                GoesOn.ALL);
    }

    /// Credentials or configuration.
    private static Row refused(ApnsReason reason) {
        return new Row(
                reason,
                new SendOutcome.CredentialsRejected(reason.text()),
                new Done.Waits(Duration.ZERO),
                GoesOn.OTHER_APPS);
    }

    private static Row later(ApnsReason reason, Duration notBefore, Whom whom) {
        return new Row(
                reason,
                new SendOutcome.Retry(reason.text(), notBefore, whom),
                new Done.Deferred(notBefore),
                GoesOn.ALL);
    }

    /// It goes again at once, and is taken.
    private static Row atOnce(ApnsReason reason) {
        return new Row(reason, ACCEPTED, new Done.Ended(new Result.Accepted(Provider.APNS)), GoesOn.ALL);
    }

    static List<Row> table() {
        return List.of(
                new Row(ApnsReason.BAD_DEVICE_TOKEN, new SendOutcome.TokenRejected(), rejected(), GoesOn.ALL),
                dead(ApnsReason.UNREGISTERED),
                dead(ApnsReason.EXPIRED_TOKEN),
                new Row(
                        ApnsReason.DEVICE_TOKEN_NOT_FOR_TOPIC,
                        new SendOutcome.TokenNotForApp(),
                        failed(Reason.TOKEN_NOT_FOR_APP),
                        GoesOn.ALL),
                malformed(ApnsReason.PAYLOAD_TOO_LARGE),
                malformed(ApnsReason.PAYLOAD_EMPTY),
                malformed(ApnsReason.BAD_COLLAPSE_ID),
                malformed(ApnsReason.BAD_MESSAGE_ID),
                malformed(ApnsReason.BAD_EXPIRATION_DATE),
                malformed(ApnsReason.BAD_PRIORITY),
                malformed(ApnsReason.INVALID_PUSH_TYPE),
                malformed(ApnsReason.DUPLICATE_HEADERS),
                malformed(ApnsReason.MISSING_DEVICE_TOKEN),
                malformed(ApnsReason.BAD_PATH),
                malformed(ApnsReason.METHOD_NOT_ALLOWED),
                refused(ApnsReason.BAD_TOPIC),
                refused(ApnsReason.MISSING_TOPIC),
                refused(ApnsReason.TOPIC_DISALLOWED),
                refused(ApnsReason.BAD_CERTIFICATE),
                refused(ApnsReason.BAD_CERTIFICATE_ENVIRONMENT),
                refused(ApnsReason.FORBIDDEN),
                refused(ApnsReason.INVALID_PROVIDER_TOKEN),
                refused(ApnsReason.MISSING_PROVIDER_TOKEN),
                refused(ApnsReason.UNRELATED_KEY_ID_IN_TOKEN),
                refused(ApnsReason.BAD_ENVIRONMENT_KEY_ID_IN_TOKEN),
                later(ApnsReason.TOO_MANY_PROVIDER_TOKEN_UPDATES, MINUTE, Whom.PUSH),
                later(ApnsReason.TOO_MANY_REQUESTS, MINUTE, Whom.DEVICE),
                later(ApnsReason.INTERNAL_SERVER_ERROR, QUARTER, Whom.PUSH),
                later(ApnsReason.SERVICE_UNAVAILABLE, QUARTER, Whom.PUSH),
                atOnce(ApnsReason.SHUTDOWN),
                atOnce(ApnsReason.IDLE_TIMEOUT));
    }

    private static Reply reply(ApnsReason reason) {
        Reply.Reject reject = Reply.reject(reason.status(), reason.text());
        return reason.status() == 410 ? reject.since(DIED) : reject;
    }

    private void answerOnce(Reply reply) {
        simulator.script().add(Rule.when(Match.any()).reply(reply).times(1));
    }

    private int received() {
        return simulator.received().of(TOKEN.value()).size();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void each_answer_is_told_and_acted_upon(Row row) {
        answerOnce(reply(row.reason));
        Seen seen = courier.carry(TOKEN);
        assertThat(seen.told()).isEqualTo(row.told);
        CourierOverTheWire.assertDone(seen.done(), row.done);
        assertThat(seen.goesOn()).isEqualTo(row.goesOn);
        assertThat(received()).as("times it left").isEqualTo(row.told.equals(ACCEPTED) ? 2 : 1);
    }

    @Test
    void no_reason_of_apples_is_missing_in_the_table() {
        assertThat(Stream.concat(table().stream().map(Row::reason), Stream.of(ApnsReason.EXPIRED_PROVIDER_TOKEN)))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(ApnsReason.values()));
    }

    @Test
    void I_25_while_credentials_are_refused_pushes_are_parked_and_no_token_is_burnt() {
        simulator.script().add(Rule.when(Match.any()).reply(reply(ApnsReason.INVALID_PROVIDER_TOKEN)));
        Seen first = courier.carry(TOKEN);
        assertThat(first.goesOn()).isEqualTo(GoesOn.OTHER_APPS);
        assertThat(courier.goOn().done()).isInstanceOf(Done.Deferred.class);
        for (int number = 0; number < 50; number++) {
            assertThat(courier.carry(TOKEN).done()).isInstanceOf(Done.Deferred.class);
        }
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void C9_a_burst_of_bad_tokens_with_none_accepted_trips_that_district_and_app_and_nobody_else() {
        simulator.script().add(Rule.when(Match.any()).reply(reply(ApnsReason.BAD_DEVICE_TOKEN)));
        for (int number = 0; number < EnvironmentGuard.TOO_MANY; number++) {
            Seen seen = courier.carry(new DeviceToken("%04x".formatted(0xa000 + number)));
            assertThat(seen.done()).as("never retired").isEqualTo(rejected(CourierOverTheWire.TOKEN_VERSION + number));
            assertThat(seen.goesOn()).isEqualTo(GoesOn.ALL);
        }
        assertThat(courier.mayGo()).isFalse();
        assertThat(courier.carry(TOKEN).done()).isInstanceOf(Done.Deferred.class);
        assertThat(simulator.received().total()).isEqualTo(EnvironmentGuard.TOO_MANY);
    }

    @Test
    void what_the_provider_token_is_too_old_for_goes_again_at_once_with_another_by_another_connection() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        later.addAndGet(Duration.ofMinutes(22).toNanos());
        answerOnce(reply(ApnsReason.EXPIRED_PROVIDER_TOKEN));
        Seen seen = courier.carry(TOKEN);
        assertThat(seen).isEqualTo(new Seen(ACCEPTED, new Done.Ended(new Result.Accepted(Provider.APNS)), GoesOn.ALL));
        assertThat(connectionsOf(TOKEN)).containsExactly(1L, 2L);
    }

    @Test
    void a_second_word_that_the_provider_token_is_too_old_waits_until_another_may_be_had() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        later.addAndGet(Duration.ofMinutes(22).toNanos());
        simulator.script().add(Rule.when(Match.any()).reply(reply(ApnsReason.EXPIRED_PROVIDER_TOKEN)));
        Seen seen = courier.carry(TOKEN);
        CourierOverTheWire.assertDone(
                seen.done(), new Done.Deferred(Duration.ofMinutes(20).plusSeconds(30)));
        assertThat(received()).isEqualTo(2);
    }

    @Test
    void after_too_many_provider_tokens_none_is_minted_for_as_long_as_one_must_live() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        later.addAndGet(QUARTER.toNanos());
        answerOnce(reply(ApnsReason.TOO_MANY_PROVIDER_TOKEN_UPDATES));
        assertThat(send(TOKEN)).isEqualTo(new SendOutcome.Retry("TooManyProviderTokenUpdates", MINUTE, Whom.PUSH));
        later.addAndGet(Duration.ofMinutes(10).toNanos());
        answerOnce(reply(ApnsReason.EXPIRED_PROVIDER_TOKEN));
        assertThat(send(TOKEN)).isInstanceOfSatisfying(SendOutcome.Retry.class, retry -> {
            assertThat(retry.whom()).isEqualTo(Whom.CREDENTIAL);
            assertThat(retry.after()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        });
    }

    @Test
    void I_27_what_was_lost_on_the_way_goes_again_under_the_same_ids() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        answerOnce(Reply.disconnect());
        assertUnknownAndSentAgain("connection");
    }

    @Test
    void I_27_what_was_not_answered_by_the_deadline_goes_again_under_the_same_ids() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        answerOnce(Reply.stall());
        try (WaitedSender timed = new WaitedSender(sender, Duration.ofMillis(300))) {
            courier = new CourierOverTheWire(Provider.APNS, timed);
            assertUnknownAndSentAgain("deadline");
        }
    }

    private void assertUnknownAndSentAgain(String code) {
        Seen lost = courier.carry(TOKEN);
        assertThat(lost.told()).isEqualTo(new SendOutcome.Unknown(code));
        CourierOverTheWire.assertDone(lost.done(), new Done.Waits(Duration.ZERO));
        assertThat(lost.goesOn()).isEqualTo(GoesOn.ALL);
        assertThat(courier.goOn().done()).isEqualTo(new Done.Ended(new Result.Accepted(Provider.APNS)));
        List<ReceivedPush> twice = simulator.received().of(TOKEN.value());
        assertThat(twice).hasSize(2);
        assertThat(twice)
                .extracting(ReceivedPush::pushId)
                .containsOnly(twice.getFirst().pushId());
        assertThat(twice)
                .extracting(ReceivedPush::collapseId)
                .containsOnly(twice.getFirst().pushId());
    }

    @ParameterizedTest
    @CsvSource({"410, Unregistered", "410, ExpiredToken"})
    void I_25_without_the_time_of_its_death_a_token_is_not_told_to_be_dead(int status, String reason) {
        answerOnce(Reply.verbatim(status, Map.of(), "{\"reason\":\"" + reason + "\"}"));
        assertThat(courier.carry(TOKEN).done()).isEqualTo(rejected());
    }

    /// Apple always says why; what stands between it and us may not.
    @ParameterizedTest
    @CsvSource({"''", "{}", "{\"reason\":\"Novel\"}", "<html>"})
    void an_answer_without_a_word_that_is_known_is_judged_by_its_status(String body) {
        Map<Integer, SendOutcome> byStatus = Map.of(
                400, new SendOutcome.Malformed("other"),
                403, new SendOutcome.CredentialsRejected("other"),
                410, new SendOutcome.TokenRejected(),
                429, new SendOutcome.Retry("other", MINUTE, Whom.DEVICE),
                500, new SendOutcome.Retry("other", QUARTER, Whom.PUSH),
                503, new SendOutcome.Retry("other", QUARTER, Whom.PUSH),
                502, new SendOutcome.Unknown("other"));
        byStatus.forEach((status, told) -> {
            answerOnce(Reply.verbatim(status, Map.of(), body));
            assertThat(send(TOKEN)).as("%d %s", status, body).isEqualTo(told);
        });
    }
}
