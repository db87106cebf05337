package org.belltower.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersTest {
    @Test
    void a_dead_letter_is_the_original_with_why_and_where() {
        byte[] key = "north/s-1".getBytes(UTF_8);
        byte[] value = {0, 1, 2};
        Headers original = KafkaRecords.headers(Map.of("ce_id", "e-1", "belltower_reason", "of an earlier life"));
        ProducerRecord<byte[], byte[]> letter = letter(key, value, original);
        assertThat(letter.topic()).isEqualTo("belltower.deadletter.v1");
        assertThat(letter.key()).isSameAs(key);
        assertThat(letter.value()).isSameAs(value);
        assertThat(KafkaRecords.headers(letter.headers()))
                .isEqualTo(Map.of(
                        "ce_id", "e-1",
                        "belltower_reason", "time is required",
                        "belltower_service", "rules-evaluator",
                        "belltower_topic", "belltower.changes.v1",
                        "belltower_partition", "3",
                        "belltower_offset", "41",
                        "belltower_time", "2026-11-20T12:00:00Z"));
        assertThat(original.toArray()).hasSize(2);
    }

    @Test
    void what_a_row_of_a_source_says_by_our_names_is_not_believed() {
        Headers original = KafkaRecords.headers(Map.of(
                "ce_id", "e-1",
                "belltower_replayed", "3:17",
                "belltower_replays", "4",
                "belltower_omitted", "value",
                "belltower_topic", "belltower.changes.v1",
                "belltower_new", "x"));
        assertThat(KafkaRecords.headers(letter("sis.sis.score", original).headers()))
                .isEqualTo(Map.of(
                        "ce_id", "e-1",
                        "belltower_reason", "time is required",
                        "belltower_service", "rules-evaluator",
                        "belltower_topic", "sis.sis.score",
                        "belltower_partition", "3",
                        "belltower_offset", "41",
                        "belltower_time", "2026-11-20T12:00:00Z"));
    }

    @Test
    void of_our_own_topics_it_is_kept_how_often_a_record_was_played_again_and_nothing_else() {
        Headers original = KafkaRecords.headers(
                Map.of("belltower_replays", "4", "belltower_replayed", "3:17", "belltower_omitted", "value"));
        for (TopicSpec topic : Topics.all()) {
            assertThat(KafkaRecords.headers(letter(topic.name(), original).headers()))
                    .hasSize(7)
                    .containsEntry("belltower_replays", "4")
                    .doesNotContainKeys("belltower_replayed", "belltower_omitted");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1048576, value",
        "700000, 400000, value",
        "1048576, 10, value headers",
        "1048576, 1048576, value headers",
    })
    void what_would_make_a_letter_too_large_is_left_out_and_named(int headerBytes, int valueBytes, String omitted) {
        byte[] key = "north/s-1".getBytes(UTF_8);
        Headers original = KafkaRecords.headers(Map.of("ce_id", "x".repeat(headerBytes)));
        ProducerRecord<byte[], byte[]> letter = letter(key, new byte[valueBytes], original);
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isNull();
        assertThat(KafkaRecords.headers(letter.headers()))
                .containsEntry("belltower_omitted", omitted)
                .containsEntry("belltower_offset", "41");
    }

    @Test
    void a_key_that_is_too_large_is_left_out_as_well() {
        ProducerRecord<byte[], byte[]> letter =
                letter(new byte[2 << 20], new byte[1], KafkaRecords.headers(Map.of("ce_id", "e-1")));
        assertThat(letter.key()).isNull();
        assertThat(KafkaRecords.headers(letter.headers())).containsEntry("belltower_omitted", "value headers key");
    }

    @Test
    void many_empty_headers_are_too_large_as_well() {
        RecordHeaders many = new RecordHeaders();
        for (int header = 0; header < 700_000; header++) {
            many.add("", null);
        }
        assertOmitsHeaders(many);
    }

    @Test
    void a_headers_name_counts_as_it_is_written() {
        RecordHeaders wide = new RecordHeaders();
        wide.add("\u4e16".repeat(400_000), null);
        assertOmitsHeaders(wide);
    }

    private static void assertOmitsHeaders(Headers original) {
        ProducerRecord<byte[], byte[]> letter = letter("north/s-1".getBytes(UTF_8), new byte[10], original);
        assertThat(KafkaRecords.headers(letter.headers()))
                .hasSize(7)
                .containsEntry("belltower_omitted", "value headers")
                .containsEntry("belltower_offset", "41");
    }

    @Test
    void I_20_what_is_left_of_a_record_says_that_it_is_no_whole_one() {
        DeadLetters.Place place = new DeadLetters.Place("belltower.changes.v1", 3, 41);
        ProducerRecord<byte[], byte[]> letter = new DeadLetters("rules-evaluator")
                .ofRemains("north/s-1".getBytes(UTF_8), new byte[] {'{'}, place, "half", Instant.EPOCH);
        assertThat(letter.key()).asString(UTF_8).isEqualTo("north/s-1");
        assertThat(letter.value()).isEqualTo(new byte[] {'{'});
        assertThat(KafkaRecords.headers(letter.headers()))
                .containsEntry("belltower_omitted", "headers")
                .containsEntry("belltower_offset", "41");
        assertThat(KafkaRecords.headers(new DeadLetters("rules-evaluator")
                        .ofRemains(new byte[1], new byte[2_000_000], place, "half", Instant.EPOCH)
                        .headers()))
                .containsEntry("belltower_omitted", "value");
    }

    @Test
    void a_bare_letter_says_why_and_where_and_that_nothing_else_is_in_it() {
        ProducerRecord<byte[], byte[]> letter = new DeadLetters("rules-evaluator")
                .bare(
                        new DeadLetters.Place("belltower.changes.v1", 3, 41),
                        "time is required",
                        Instant.parse("2026-11-20T12:00:00Z"));
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(KafkaRecords.headers(letter.headers()))
                .hasSize(7)
                .containsEntry("belltower_reason", "time is required")
                .containsEntry("belltower_omitted", "value headers key");
    }

    private static ProducerRecord<byte[], byte[]> letter(String topic, Headers original) {
        return letter(topic, "north/s-1".getBytes(UTF_8), new byte[1], original);
    }

    private static ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value, Headers original) {
        return letter("belltower.changes.v1", key, value, original);
    }

    private static ProducerRecord<byte[], byte[]> letter(String topic, byte[] key, byte[] value, Headers original) {
        return new DeadLetters("rules-evaluator")
                .of(
                        key,
                        value,
                        original,
                        new DeadLetters.Place(topic, 3, 41),
                        "time is required",
                        Instant.parse("2026-11-20T12:00:00Z"));
    }
}
