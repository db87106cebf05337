package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.simulator.script.Reply;
import org.junit.jupiter.api.Test;

/// What a dispatcher cannot use is put aside, and what stands behind it goes on.
class DeadLettersIT extends SimulatedProviders {
    private Map<String, String> letter(byte[] key) {
        await().until(() -> suite.deadLetters().stream().anyMatch(letter -> isOf(letter, key)));
        return suite.deadLetters().stream()
                .filter(letter -> isOf(letter, key))
                .findFirst()
                .map(letter -> KafkaRecords.headers(letter.headers()))
                .orElseThrow();
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> letter, byte[] key) {
        return Arrays.equals(letter.key(), key);
    }

    @Test
    void a_push_that_a_provider_calls_malformed_fails_and_is_a_dead_letter() {
        Suite.Phone phone = suite.phone(Provider.FCM);
        answer(phone, Reply.reject(400, "INVALID_ARGUMENT"), 1);
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Failed(Provider.FCM, Reason.PUSH_REJECTED));
        assertThat(letter(push.key().bytes()))
                .containsEntry(DeadLetterHeaders.REASON, "FCM refused the push: INVALID_ARGUMENT");
    }

    @Test
    void a_record_that_nobody_can_read_is_a_dead_letter_and_does_not_stop_its_partition() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        byte[] key = phone.binding().key().bytes();
        suite.write(new ProducerRecord<>(Topics.PUSH_ALERTS.name(), key, "no push".getBytes(StandardCharsets.UTF_8)));
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.APNS));
        assertThat(letter(key))
                .containsEntry(DeadLetterHeaders.REASON, "ce_type must be org.belltower.push.v1")
                .containsEntry(DeadLetterHeaders.SERVICE, "dispatcher");
    }

    @Test
    void I_2_a_push_that_a_newer_version_wrote_is_a_dead_letter_and_has_its_end() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        Push push = phone.push("e-1");
        byte[] key = push.key().bytes();
        String newer = new String(JsonCodec.write(push), StandardCharsets.UTF_8)
                .replace("\"" + push.area() + "\"", "\"AREA_OF_TOMORROW\"");
        var record = new ProducerRecord<>(Topics.PUSH_ALERTS.name(), key, newer.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", MessageType.PUSH.name().getBytes(StandardCharsets.UTF_8));
        suite.write(record);
        assertThat(suite.result(push)).isEqualTo(new Result.Skipped(Reason.PUSH_UNUSABLE));
        assertThat(letter(key).get(DeadLetterHeaders.REASON)).startsWith("area must be one of");
    }

    @Test
    void an_unreadable_record_that_fills_the_largest_one_is_a_dead_letter_without_its_value() {
        Suite.Phone phone = suite.phone(Provider.APNS);
        byte[] key = phone.binding().key().bytes();
        // It fits, but not with the headers that a dead letter has beside its own.
        suite.write(new ProducerRecord<>(Topics.PUSH_ALERTS.name(), key, new byte[1_048_300]));
        Push push = suite.send(phone.push("e-1"));
        assertThat(suite.result(push)).isEqualTo(new Result.Accepted(Provider.APNS));
        assertThat(letter(key))
                .containsEntry(DeadLetterHeaders.REASON, "ce_type must be org.belltower.push.v1")
                .containsEntry(DeadLetterHeaders.OMITTED, "value");
    }
}
