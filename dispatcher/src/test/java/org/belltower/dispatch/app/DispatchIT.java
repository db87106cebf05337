package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.belltower.dispatch.consume.CommitPoint;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.wire.Topics;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A dispatcher with its usual settings between a real Kafka and the provider simulator, over HTTP/2 and TLS.
class DispatchIT extends SimulatedProviders {
    private List<ReceivedPush> received(Suite.Phone phone) {
        return simulator.received().of(phone.token().value());
    }

    private static String id(Push push) {
        return push.id().toString();
    }

    @Test
    void a_push_to_an_iphone_is_accepted_with_its_id_as_apns_id_and_collapse_id() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.APNS));
        ReceivedPush received = received(phone).getFirst();
        assertThat(received.pushId()).isEqualTo(push.id().toString());
        assertThat(received.collapseId()).isEqualTo(push.id().toString());
        assertThat(received.app()).isEqualTo(TestConfig.TOPIC);
        assertThat(received.priority()).isEqualTo("10");
        assertThat(received.expiration()).isEqualTo(Long.toString(push.expires().getEpochSecond()));
        assertThat(received.payload()).contains("\"title\":\"Grades\"").contains("\"area\":\"GRADES\"");
    }

    @Test
    void a_push_to_an_android_phone_is_accepted_with_its_id_as_tag() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.FCM));
        ReceivedPush received = received(phone).getFirst();
        assertThat(received.pushId()).isEqualTo(push.id().toString());
        assertThat(received.app()).isEqualTo(TestConfig.PROJECT);
        assertThat(received.payload()).contains("\"title\":\"Grades\"").contains("\"area\":\"GRADES\"");
        assertThat(Objects.requireNonNull(received.expiration())).startsWith("5");
    }

    @Test
    void an_outcome_stands_in_the_partition_of_its_push_and_names_its_offset() {
        Push push = suite.send(suite.phone(Provider.APNS).push("e-1"));
        Outcome outcome = suite.outcome(push);
        assertThat(outcome.lane().topic()).isEqualTo(Topics.PUSH_ALERTS.name());
        assertThat(outcome.device()).isEqualTo(push.device());
        await().untilAsserted(() -> assertThat(suite.group().committed())
                .extractingByKey(new TopicPartition(
                        Topics.PUSH_ALERTS.name(), outcome.lane().partition()))
                .satisfies(offset -> {
                    assertThat(offset.offset()).isGreaterThan(outcome.lane().offset());
                    assertThat(CommitPoint.outcomesFrom(offset.metadata())).isPresent();
                }));
    }

    @Test
    void pushes_of_a_transaction_are_sent_and_its_marker_is_committed_over() {
        List<Push> pushes = IntStream.range(0, 30)
                .mapToObj(number -> suite.phone(Provider.APNS).push("t-" + number))
                .toList();
        suite.sendInTransaction("evaluator", pushes);
        pushes.forEach(push -> assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.APNS)));
        Outcome last = suite.outcome(pushes.getLast());
        // The push, then the marker: the next position is two further at least.
        await().untilAsserted(() -> assertThat(suite.group().committed())
                .extractingByKey(new TopicPartition(
                        Topics.PUSH_ALERTS.name(), last.lane().partition()))
                .satisfies(offset -> assertThat(offset.offset())
                        .isGreaterThanOrEqualTo(last.lane().offset() + 2)));
    }

    @Test
    void a_dead_iphone_token_ends_with_the_proof_of_its_death() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        Instant died = Instant.parse("2026-11-01T08:00:00Z");
        answer(phone, Reply.reject(410, "Unregistered").since(died), 1);
        assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(new Result.TokenDead(Provider.APNS, 1, died));
    }

    @Test
    void a_dead_android_token_ends_dead_since_nobody_knows_when() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        answer(phone, Reply.reject(404, "UNREGISTERED"), 1);
        assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(new Result.TokenDead(Provider.FCM, 1, null));
    }

    @Test
    void tokens_that_are_refused_without_proof_fail() {
        Suite.Phone bad = suite.phone(Provider.APNS);
        answer(bad, Reply.reject(400, "BadDeviceToken"), 1);
        Suite.Phone foreign = suite.phone(Provider.APNS);
        answer(foreign, Reply.reject(400, "DeviceTokenNotForTopic"), 1);
        Suite.Phone otherProject = suite.phone(Provider.FCM);
        answer(otherProject, Reply.reject(403, "SENDER_ID_MISMATCH"), 1);
        assertThat(suite.result(suite.send(bad.push("e-1"))))
                .isEqualTo(new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED, 1L));
        assertThat(suite.result(suite.send(foreign.push("e-1"))))
                .isEqualTo(new Result.Failed(Provider.APNS, Reason.TOKEN_NOT_FOR_APP));
        assertThat(suite.result(suite.send(otherProject.push("e-1"))))
                .isEqualTo(new Result.Failed(Provider.FCM, Reason.TOKEN_NOT_FOR_APP));
    }

    @Test
    void I_27_a_stalled_send_is_resolved_by_its_deadline_and_done_again_under_the_same_id() {
        List<Suite.Phone> phones = List.of(suite.phone(Provider.APNS), suite.phone(Provider.FCM));
        phones.forEach(phone -> answer(phone, Reply.stall(), 1));
        List<Push> pushes =
                phones.stream().map(phone -> suite.send(phone.push("e-1"))).toList();
        pushes.forEach(push -> assertThat(suite.result(push)).isInstanceOf(Result.Accepted.class));
        phones.forEach(phone -> {
            List<ReceivedPush> received = received(phone);
            assertThat(received).extracting(ReceivedPush::pushId).hasSize(2).containsOnly(id(phone.push("e-1")));
            // Ten seconds, and up to one until it is sent again.
            assertThat(Duration.between(
                            received.getFirst().arrivedAt(), received.getLast().arrivedAt()))
                    .isBetween(Duration.ofMillis(9_500), Duration.ofSeconds(12));
        });
    }

    @Test
    void I_26_what_fails_for_one_device_is_sent_to_no_other_again() {
        Suite.Phone failing = suite.phone(Provider.FCM);
        List<Suite.Phone> others = List.of(suite.phone(Provider.APNS), suite.phone(Provider.FCM));
        answer(failing, Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "1"), 2);
        Push failed = suite.send(failing.push("e-1"));
        List<Push> siblings =
                others.stream().map(phone -> suite.send(phone.push("e-1"))).toList();
        assertThat(suite.result(failed)).isInstanceOf(Result.Accepted.class);
        siblings.forEach(push -> assertThat(suite.result(push)).isInstanceOf(Result.Accepted.class));
        assertThat(received(failing)).hasSize(3);
        assertThat(others).allSatisfy(phone -> assertThat(received(phone)).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void a_cut_connection_loses_nothing(Provider provider) {
        Suite.Phone phone = suite.phone(provider);
        answer(phone, Reply.disconnect(), 1);
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(provider));
        assertThat(received(phone)).extracting(ReceivedPush::pushId).containsOnly(id(push));
    }

    @Test
    void firebases_retry_after_is_obeyed_and_the_library_does_not_retry_by_itself() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        answer(phone, Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "3"), 1);
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.FCM));
        List<ReceivedPush> received = received(phone);
        assertThat(received).hasSize(2);
        assertThat(Duration.between(
                        received.getFirst().arrivedAt(), received.getLast().arrivedAt()))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    }

    @Test
    void a_refused_access_token_is_fetched_anew_once_and_the_push_goes_through() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        assertThat(suite.result(suite.send(phone.push("e-1")))).isEqualTo(new Result.Accepted(Provider.FCM));
        simulator.accessTokens().revokeAll();
        assertThat(suite.result(suite.send(phone.push("e-2")))).isEqualTo(new Result.Accepted(Provider.FCM));
    }

    @Test
    void a_retry_goes_to_the_token_that_is_current_then() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        answer(phone, Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "2"), 1);
        Push push = suite.send(phone.push("e-1"));
        await().until(() -> !received(phone).isEmpty());
        DeviceToken rotated = new DeviceToken("rotated-" + phone.device());
        suite.bind(Pushes.binding(phone.device(), Provider.FCM, rotated, 2));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.FCM));
        assertThat(received(phone)).hasSize(1);
        assertThat(simulator.received().of(rotated.value())).hasSize(1);
    }

    @Test
    void whoever_is_unbound_while_a_push_waits_receives_nothing() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        answer(phone, Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "2"), 1);
        Push push = suite.send(phone.push("e-1"));
        await().until(() -> !received(phone).isEmpty());
        suite.unbind(phone.binding().key());
        assertThat(suite.result(push)).isEqualTo(new Result.Skipped(Reason.NO_BINDING));
        assertThat(received(phone)).hasSize(1);
    }

    @Test
    void a_push_waits_for_the_binding_that_comes_a_moment_later() {
        Suite.Phone late = suite.unboundPhone(Provider.APNS);
        Push push = suite.send(late.push("e-1"));
        await().pollDelay(Duration.ofMillis(800))
                .until(() -> suite.outcomes(push).isEmpty());
        suite.bind(late.binding());
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.APNS));
    }

    @Test
    void a_device_that_stays_unknown_is_skipped_after_five_seconds_and_not_before() {
        Suite.Phone unknown = suite.unboundPhone(Provider.APNS);
        Instant sent = Instant.now();
        Outcome outcome = suite.outcome(suite.send(unknown.push("e-1")));
        assertThat(outcome.result()).isEqualTo(new Result.Skipped(Reason.NO_BINDING));
        assertThat(Duration.between(sent, outcome.at())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
    }

    @Test
    void a_push_that_comes_too_late_is_expired_and_never_sent() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        Push push = suite.send(
                Pushes.push("e-1", phone.device(), Instant.now().minus(1, ChronoUnit.HOURS), Duration.ofMinutes(10)));
        assertThat(suite.result(push)).isEqualTo(new Result.Expired());
        assertThat(received(phone)).isEmpty();
    }

    @Test
    void credentials_that_are_refused_park_the_push_until_they_are_accepted() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        answer(phone, Reply.reject(403, "InvalidProviderToken"), 2);
        Push push = suite.send(phone.push("e-1"));
        // The second probe leaves half a minute after the push at the latest.
        suite.awaitOutcomes(List.of(push));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.APNS));
        assertThat(received(phone)).hasSize(3);
    }
}
