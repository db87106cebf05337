package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration SOON = Duration.ofSeconds(20);

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String marker = "marker-" + north.id;
    private final Producer<byte[], byte[]> dispatcher = new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Backends.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    @BeforeEach
    void given() {
        north.settled();
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        north.signIn("g-1", marker, GivenDistrict.token("marker-token-" + north.id));
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
        tell(phone, new Result.TokenDead(Provider.FCM, before.tokenVersion(), null));
        tell(phone, new Result.TokenDead(Provider.FCM, before.tokenVersion(), null));
        awaitSettled();
        assertThat(published.binding(phone).token()).isNull();

        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        north.awaitPublished();
        assertThat(published.binding(phone).token()).isEqualTo(before.token());
        assertThat(published.binding(phone).tokenVersion()).isGreaterThan(before.tokenVersion());
    }

    @Test
    void no_other_outcome_retires_a_token() throws Exception {
        Binding before = published.binding(phone);
        tell(phone, new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED));
        tell(phone, new Result.Accepted(Provider.APNS));
        tell("nobodys", new Result.TokenDead(Provider.APNS, 1, null));
        awaitSettled();

        assertThat(published.binding(phone)).isEqualTo(before);
    }

    @Test
    void I_20_a_record_nobody_can_read_goes_to_the_dead_letters_and_the_partition_goes_on() throws Exception {
        ProducerRecord<byte[], byte[]> good = record(marker, new Result.Accepted(Provider.APNS));
        byte[] value = "{\"push\": 1}".getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(good.topic(), null, good.key(), value, good.headers()));
        send(new ProducerRecord<>(good.topic(), null, good.key(), null, good.headers()));
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

    /// Partitions are settled in order, so a marker behind everything in each of them would be needed; the devices
    /// of a test and its marker may lie in different ones. So the marker is told in the partition of the phone.
    private void awaitSettled() throws Exception {
        Binding known = published.binding(marker);
        ProducerRecord<byte[], byte[]> last =
                record(marker, new Result.TokenDead(Provider.APNS, known.tokenVersion(), null));
        int partition = send(record(phone, new Result.Accepted(Provider.APNS)));
        send(new ProducerRecord<>(last.topic(), partition, last.key(), last.value(), last.headers()));
        await().atMost(SOON).until(() -> published.binding(marker).token() == null);
        north.awaitPublished();
    }

    private void tell(String device, Result result) throws Exception {
        send(record(device, result));
    }

    private ProducerRecord<byte[], byte[]> record(String device, Result result) {
        Outcome outcome = new Outcome(
                new PushId(UUID.randomUUID()),
                north.id,
                new DeviceId(device),
                Instant.now(),
                new Outcome.LaneOffset(Topics.PUSH_ALERTS.name(), 0, 1),
                result);
        return KafkaRecords.toProducerRecord(Topics.OUTCOMES, MessageType.OUTCOME.encode(outcome, Instant.now()));
    }

    private int send(ProducerRecord<byte[], byte[]> record) throws Exception {
        return dispatcher.send(record).get(10, TimeUnit.SECONDS).partition();
    }
}
