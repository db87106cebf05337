package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.Rights;
import org.belltower.model.Provider;
import org.belltower.model.audience.Standing;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.simulator.received.ReceivedPush;
import org.belltower.simulator.script.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A right is taken away on a real topic while a push waits to be sent again (A1, A9, I-4).
class WithdrawnRightsIT extends SimulatedProviders {
    @BeforeEach
    void allow() {
        suite.allow();
    }

    private long received(Suite.Phone phone) {
        return simulator.received().of(phone.token().value()).size();
    }

    /// A push that the provider has put off by two seconds.
    private Push putOff(Suite.Phone phone) {
        return putOff(phone, phone.push("e-1"));
    }

    private Push putOff(Suite.Phone phone, Push given) {
        answer(phone, Reply.reject(503, "UNAVAILABLE").withHeader("retry-after", "2"), 1);
        Push push = suite.send(given);
        await().until(() -> received(phone) == 1);
        return push;
    }

    private static Arguments way(String name, Reason reason, Consumer<Suite> taking) {
        return Arguments.of(name, reason, taking);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                way(
                        "the district is switched off",
                        Reason.DISTRICT_OFF,
                        suite -> suite.set(Rights.district(suite.nextVersion(), false, Rights.YEAR, null))),
                way(
                        "the Portal flag is off",
                        Reason.NO_PORTAL,
                        suite -> suite.revoke(Rights.guardian(suite.nextVersion(), Rights.portalOff()))),
                way(
                        "the guardian is taken out of the roster",
                        Reason.NO_RELATIONSHIP,
                        suite -> suite.revoke(Rights.guardian(suite.nextVersion(), new Standing.None()))),
                way(
                        "the revocations cannot be read",
                        Reason.NO_AUDIENCE,
                        suite -> unreadable(
                                suite, Topics.REVOCATIONS, Rights.nobody(0).key())),
                way(
                        "the district's settings cannot be read",
                        Reason.DISTRICT_UNKNOWN,
                        suite -> unreadable(
                                suite, Topics.SETTINGS, Rights.district(0).key())));
    }

    private static void unreadable(Suite suite, TopicSpec topic, RecordKey key) {
        suite.write(new ProducerRecord<>(topic.name(), key.bytes(), "nothing".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void a_push_that_waits_to_be_sent_again_is_skipped_once(String way, Reason reason, Consumer<Suite> taking) {
        Suite.Phone phone = suite.phone(Provider.FCM);
        Push push = putOff(phone);
        taking.accept(suite);
        assertThat(suite.result(push)).as(way).isEqualTo(new Result.Skipped(reason));
        assertThat(received(phone)).isEqualTo(1);
    }

    @Test
    void a_push_whose_rights_stay_is_sent_again() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        assertThat(suite.result(putOff(phone))).isEqualTo(new Result.Accepted(Provider.FCM));
        assertThat(received(phone)).isEqualTo(2);
    }

    @Test
    void C7_what_was_consented_to_is_said_and_no_more_once_the_consent_is_taken_back() {
        suite.set(Rights.detail(suite.nextVersion(), true));
        awaitDetail();
        Suite.Phone phone = consenting();
        Push push = putOff(phone, Pushes.detailed(phone.push("e-1")));
        suite.bind(Pushes.consenting(phone.binding(), 2, false));

        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.FCM));
        assertThat(simulator.received().of(phone.token().value()))
                .extracting(ReceivedPush::payload)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("A grade is now 84.5%.")
                                .doesNotContain("A grade was updated."),
                        second -> assertThat(second)
                                .contains("A grade was updated.")
                                .doesNotContain("84.5"));
    }

    private Suite.Phone consenting() {
        Suite.Phone phone = suite.unboundPhone(Provider.FCM);
        suite.bind(Pushes.consenting(phone.binding(), 1, true));
        return phone;
    }

    /// Until the dispatcher knows that the district permits it: a push waits for settings only where there are none.
    private void awaitDetail() {
        await().until(() -> {
            Suite.Phone phone = consenting();
            suite.result(suite.send(Pushes.detailed(phone.push("e-1"))));
            return simulator
                    .received()
                    .of(phone.token().value())
                    .getLast()
                    .payload()
                    .contains("84.5");
        });
    }

    @Test
    void a_push_waits_for_the_settings_that_come_a_moment_later() {
        suite.write(new ProducerRecord<>(
                Topics.SETTINGS.name(), Rights.district(0).key().bytes(), null));
        Suite.Phone phone = suite.phone(Provider.APNS);
        Push push = suite.send(phone.push("e-1"));
        await().pollDelay(Duration.ofMillis(800))
                .until(() -> suite.outcomes(push).isEmpty());
        suite.allow();
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.APNS));
    }
}
