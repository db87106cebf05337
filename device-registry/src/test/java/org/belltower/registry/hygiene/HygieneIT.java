package org.belltower.registry.hygiene;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.DeviceId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// C9, I-25.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class HygieneIT {
    private static final int PARTITION = 0;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String other = "other-" + north.id;
    private final String third = "third-" + north.id;
    private final String marker = "marker-" + north.id;
    private final String otherMarker = "other-marker-" + north.id;
    /// After all sign-ins.
    private final Instant start = Instant.now().plus(1, MINUTES);
    private final Producer<byte[], byte[]> dispatcher = new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Backends.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    @BeforeEach
    void given() {
        north.settled();
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        List.of(other, third, marker, otherMarker)
                .forEach(device -> north.signIn("g-1", device, GivenDistrict.token(device)));
        north.awaitPublished();
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @Test
    void R8_C9_a_token_that_died_after_its_registration_is_retired_and_the_session_stays() throws Exception {
        Binding before = published.binding(phone);
        tell(
                phone,
                new Result.TokenDead(
                        Provider.APNS,
                        before.tokenVersion(),
                        before.tokenSince().plusSeconds(1)));
        awaitSettled();

        Binding after = published.binding(phone);
        assertThat(after.token()).isNull();
        assertThat(after.session()).isEqualTo(before.session());
        assertThat(after.sessionEpoch()).isEqualTo(before.sessionEpoch());
        assertThat(after.version()).isGreaterThan(before.version());
    }

    @Test
    void R8_C9_token_registered_after_the_rejection_is_kept() throws Exception {
        Binding before = published.binding(phone);
        tell(phone, new Result.TokenDead(Provider.APNS, before.tokenVersion(), before.tokenSince()));
        tell(
                phone,
                new Result.TokenDead(
                        Provider.APNS,
                        before.tokenVersion(),
                        before.tokenSince().minusSeconds(60)));
        awaitSettled();

        assertThat(published.binding(phone)).isEqualTo(before);
    }

    @Test
    void R8_I_25_unregistered_after_a_rotation_keeps_the_new_token() throws Exception {
        long before = published.binding(phone).tokenVersion();
        north.phone("g-1")
                .body("{\"token\": \"" + GivenDistrict.token("rotated-" + north.id) + "\"}")
                .put("/v1/devices/" + phone + "/token")
                .then()
                .statusCode(204);
        north.awaitPublished();
        Binding rotated = published.binding(phone);
        tell(phone, new Result.TokenDead(Provider.FCM, before, null));
        awaitSettled();

        assertThat(published.binding(phone)).isEqualTo(rotated);
    }

    @Test
    void R8_I_25_unregistered_for_the_current_token_retires_it_and_its_next_registration_is_a_new_one()
            throws Exception {
        Binding before = published.binding(phone);
        Instant later = Instant.now().plusSeconds(60);
        tell(phone, new Result.TokenDead(Provider.FCM, before.tokenVersion(), null), later);
        tell(phone, new Result.TokenDead(Provider.FCM, before.tokenVersion(), null), later);
        awaitSettled();
        assertThat(published.binding(phone).token()).isNull();

        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        north.awaitPublished();
        assertThat(published.binding(phone).token()).isEqualTo(before.token());
        assertThat(published.binding(phone).tokenVersion()).isGreaterThan(before.tokenVersion());
    }

    @Test
    void R8_C9_proof_from_before_the_app_told_the_same_token_again_keeps_it() throws Exception {
        Binding before = published.binding(phone);
        Instant died = Instant.now();
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        tell(phone, new Result.TokenDead(Provider.APNS, before.tokenVersion(), died));
        awaitSettled();
        assertThat(published.binding(phone).token()).isEqualTo(before.token());

        tell(phone, new Result.TokenDead(Provider.APNS, before.tokenVersion(), Instant.now()));
        await().atMost(SOON).until(() -> published.binding(phone).token() == null);
    }

    @Test
    void C9_a_token_that_is_refused_again_an_hour_later_while_others_are_accepted_is_retired() throws Exception {
        Binding before = published.binding(phone);
        othersAccepted(start);
        tell(phone, rejected(before), start);
        tell(phone, rejected(before), start.plus(59, MINUTES));
        tell(phone, rejected(before), start.plus(59, MINUTES));
        othersAccepted(start.plus(60, MINUTES));
        awaitSettled();
        assertThat(published.binding(phone)).isEqualTo(before);

        tell(phone, rejected(before), start.plus(60, MINUTES));
        awaitSettled(otherMarker);
        assertThat(published.binding(phone).token()).isNull();
        assertThat(published.binding(phone).session()).isEqualTo(before.session());
    }

    @Test
    void R7_tokens_that_are_refused_where_none_is_accepted_are_kept_however_often() throws Exception {
        List<String> phones = List.of(phone, other, third);
        List<Binding> before = phones.stream().map(published::binding).toList();
        othersAccepted(start);
        for (int hour = 1; hour <= 8; hour++) {
            for (Binding binding : before) {
                tell(binding.device().value(), rejected(binding), start.plus(hour * 61L, MINUTES));
            }
        }
        awaitSettled();

        assertThat(phones.stream().map(published::binding)).isEqualTo(before);
    }

    @Test
    void R7_what_was_refused_in_another_environment_does_not_count() throws Exception {
        Binding before = published.binding(phone);
        tell(phone, rejected(before), start);
        awaitSettled();
        north.put("/v1/apps/family", """
                {"name": "Family", "apns": {"topic": "org.belltower.family", "environment": "SANDBOX"}}""");
        othersAccepted(start.plus(61, MINUTES));
        tell(phone, rejected(before), start.plus(61, MINUTES));
        awaitSettled(otherMarker);

        assertThat(published.binding(phone).token()).isEqualTo(before.token());
    }

    @Test
    void C9_a_token_that_is_accepted_or_told_again_is_not_suspect_any_more() throws Exception {
        Binding before = published.binding(phone);
        Binding others = published.binding(other);
        tell(phone, rejected(before), start);
        tell(other, rejected(others), start);
        tell(phone, new Result.Accepted(Provider.APNS), start.plus(10, MINUTES));
        awaitSettled();
        north.signIn("g-1", other, GivenDistrict.token("other-" + north.id));
        tell(third, new Result.Accepted(Provider.APNS), start.plus(60, MINUTES));
        tell(marker, new Result.Accepted(Provider.APNS), start.plus(60, MINUTES));
        tell(otherMarker, new Result.Accepted(Provider.APNS), start.plus(60, MINUTES));
        tell(phone, rejected(before), start.plus(61, MINUTES));
        tell(other, rejected(others), start.plus(61, MINUTES));
        awaitSettled(otherMarker);

        assertThat(published.binding(phone).token()).isEqualTo(before.token());
        assertThat(published.binding(other).token()).isEqualTo(others.token());
    }

    @Test
    void a_refusal_that_does_not_say_which_token_it_is_about_counts_for_nothing() throws Exception {
        Binding before = published.binding(phone);
        othersAccepted(start.plus(60, MINUTES));
        tell(phone, new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED), start);
        tell(phone, new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED), start.plus(61, MINUTES));
        tell(phone, new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED, 7L), start.plus(62, MINUTES));
        awaitSettled();

        assertThat(published.binding(phone)).isEqualTo(before);
    }

    @Test
    void no_other_outcome_retires_a_token() throws Exception {
        Binding before = published.binding(phone);
        tell(phone, new Result.Failed(Provider.APNS, Reason.TOKEN_NOT_FOR_APP));
        tell(phone, new Result.Accepted(Provider.APNS));
        tell("nobodys", new Result.TokenDead(Provider.APNS, 1, null));
        awaitSettled();

        assertThat(published.binding(phone)).isEqualTo(before);
    }

    @Test
    void I_20_a_record_nobody_can_read_goes_to_the_dead_letters_and_the_partition_goes_on() throws Exception {
        ProducerRecord<byte[], byte[]> good = record(marker, new Result.Accepted(Provider.APNS), Instant.now());
        byte[] value = "{\"push\": 1}".getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(good.topic(), PARTITION, good.key(), value, good.headers()));
        send(new ProducerRecord<>(good.topic(), PARTITION, good.key(), null, good.headers()));
        awaitSettled();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(published.records(Topics.DEAD_LETTERS))
                        .filteredOn(letter -> marker.equals(key(letter)))
                        .extracting(
                                letter -> KafkaRecords.headers(letter.headers()).get(DeadLetterHeaders.REASON))
                        .hasSize(2)
                        .last()
                        .isEqualTo("the message has no value"));
    }

    private String key(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.key(), StandardCharsets.UTF_8).replace(north.id + "/", "");
    }

    private static Result rejected(Binding binding) {
        return new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED, binding.tokenVersion());
    }

    private void othersAccepted(Instant at) throws Exception {
        for (String device : List.of(other, third)) {
            tell(device, new Result.Accepted(Provider.APNS), at);
        }
    }

    private void awaitSettled() throws Exception {
        awaitSettled(marker);
    }

    /// A partition is settled in order, and all that is told here is told in one.
    private void awaitSettled(String last) throws Exception {
        tell(last, new Result.TokenDead(Provider.APNS, published.binding(last).tokenVersion(), Instant.now()));
        await().atMost(SOON).until(() -> published.binding(last).token() == null);
        north.awaitPublished();
    }

    private void tell(String device, Result result) throws Exception {
        tell(device, result, Instant.now());
    }

    private void tell(String device, Result result, Instant at) throws Exception {
        send(record(device, result, at));
    }

    private ProducerRecord<byte[], byte[]> record(String device, Result result, Instant at) {
        Outcome outcome = new Outcome(
                new PushId(UUID.randomUUID()),
                north.id,
                new DeviceId(device),
                at,
                new Outcome.LaneOffset(Topics.PUSH_ALERTS.name(), 0, 1),
                result);
        ProducerRecord<byte[], byte[]> record =
                KafkaRecords.toProducerRecord(Topics.OUTCOMES, MessageType.OUTCOME.encode(outcome, at));
        return new ProducerRecord<>(record.topic(), PARTITION, record.key(), record.value(), record.headers());
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        var _ = dispatcher.send(record).get(10, TimeUnit.SECONDS);
    }
}
