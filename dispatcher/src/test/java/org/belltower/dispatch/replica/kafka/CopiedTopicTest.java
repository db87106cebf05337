package org.belltower.dispatch.replica.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.GUARDIAN;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.STUDENT;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.dispatch.revocation.WithdrawnRights;
import org.belltower.dispatch.send.Rights;
import org.belltower.dispatch.settings.CurrentSettings;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.RevocationsWithheld;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopiedTopicTest {
    private static final byte[] KEY = Rights.nobody(1).key().bytes();

    private final WithdrawnRights rights = new WithdrawnRights();
    private final CopiedTopic<Revocations> topic =
            new CopiedTopic<>(Topics.REVOCATIONS, MessageType.REVOCATIONS, rights);

    private void apply(byte[] key, byte @Nullable [] value) {
        topic.apply(new ConsumerRecord<>(topic.topic().name(), 0, 7, key, value));
    }

    private void apply(Revocations revocations) {
        apply(MessageType.REVOCATIONS.encode(revocations, Instant.EPOCH));
    }

    private void apply(WireRecord record) {
        ProducerRecord<byte[], byte[]> written = KafkaRecords.toProducerRecord(Topics.REVOCATIONS, record);
        ConsumerRecord<byte[], byte[]> read =
                new ConsumerRecord<>(written.topic(), 0, 7, written.key(), written.value());
        written.headers().forEach(read.headers()::add);
        topic.apply(read);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Withdrawn known() {
        return rights.of(NORTH, STUDENT);
    }

    @Test
    void a_record_is_taken_in_and_a_tombstone_drops_it() {
        apply(Rights.guardian(2, Rights.portalOff()));
        assertThat(known()).isInstanceOf(Withdrawn.As.class);
        assertThat(rights.size()).isEqualTo(1);
        apply(KEY, null);
        assertThat(rights.size()).isZero();
    }

    @Test
    void I_2_a_record_that_nobody_can_read_denies_until_one_comes_that_can_be_read() {
        apply(Rights.nobody(2));
        apply(KEY, bytes("nothing"));
        assertThat(known()).isInstanceOf(Withdrawn.Unreadable.class);
        apply(Rights.nobody(3));
        assertThat(known()).isInstanceOf(Withdrawn.As.class);
    }

    @Test
    void I_2_a_record_that_our_code_fails_at_denies_too() {
        Revocations.Revoked one = new Revocations.Revoked(GUARDIAN, Rights.portalOff());
        apply(new Revocations(NORTH, STUDENT, 2, List.of(one, one)));
        assertThat(known()).isInstanceOf(Withdrawn.Unreadable.class);
    }

    @Test
    void I_2_revocations_that_are_withheld_deny_everybody_until_they_can_be_told_again() {
        apply(Rights.nobody(2));
        apply(MessageType.REVOCATIONS_WITHHELD.encode(new RevocationsWithheld(NORTH, STUDENT, 3), Instant.EPOCH));
        assertThat(known()).isInstanceOf(Withdrawn.Unreadable.class);
        apply(Rights.nobody(4));
        assertThat(known()).isInstanceOf(Withdrawn.As.class);
    }

    @Test
    void I_20_settings_of_a_kind_that_is_not_known_take_nothing_away() {
        CurrentSettings settings = new CurrentSettings();
        CopiedTopic<Settings> copied = new CopiedTopic<>(Topics.SETTINGS, MessageType.SETTINGS, settings);
        settings.put(Rights.district(1));
        ConsumerRecord<byte[], byte[]> weather = new ConsumerRecord<>(
                Topics.SETTINGS.name(),
                0,
                7,
                new RecordKey(NORTH, "weather").bytes(),
                bytes("{\"kind\": \"weather\", \"district\": \"north\", \"version\": 9}"));
        MessageType.SETTINGS
                .encode(Rights.district(1), Instant.EPOCH)
                .headers()
                .forEach((name, value) -> weather.headers().add(name, bytes(value)));
        copied.apply(weather);
        assertThat(settings.district(NORTH)).contains(Rights.district(1));
        assertThat(settings.size()).isEqualTo(1);
    }

    @Test
    void I_20_a_key_that_nobody_can_read_keeps_no_other_record_from_being_read() {
        apply(bytes("no key"), bytes("nothing"));
        apply(bytes("no key"), null);
        assertThat(rights.size()).isZero();
        apply(Rights.nobody(1));
        assertThat(rights.size()).isEqualTo(1);
    }

    @Test
    void it_has_all_the_partitions_of_its_topic() {
        assertThat(topic.partitions()).hasSize(Topics.REVOCATIONS.partitions()).doesNotHaveDuplicates();
    }
}
