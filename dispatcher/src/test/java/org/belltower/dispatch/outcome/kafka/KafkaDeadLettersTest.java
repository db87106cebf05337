package org.belltower.dispatch.outcome.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.send.Pushes.NOON;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.dispatch.send.SteppedTime;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.Test;

class KafkaDeadLettersTest {
    private static final byte[] KEY = bytes("north/phone-1");
    private static final byte[] VALUE = bytes("no push");

    private final SteppedTime time = new SteppedTime(NOON);
    private final ScriptedProducer kafka = new ScriptedProducer();
    private final KafkaDeadLetters letters =
            new KafkaDeadLetters(new DurableProducer(kafka, time, time, new Random(1)), time);
    private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("lane", 4, 17, KEY, VALUE);

    KafkaDeadLettersTest() {
        record.headers().add("ce_id", bytes("1"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ProducerRecord<byte[], byte[]> last() {
        return kafka.sent().getLast();
    }

    private Map<String, String> headers() {
        return KafkaRecords.headers(last().headers());
    }

    @Test
    void a_record_is_laid_down_whole() throws InterruptedException {
        letters.write(record, "ce_type must be x");
        assertThat(last().key()).isEqualTo(KEY);
        assertThat(last().value()).isEqualTo(VALUE);
        assertThat(headers()).containsEntry(DeadLetterHeaders.REASON, "ce_type must be x");
    }

    @Test
    void one_that_no_dead_letter_can_hold_goes_without_its_value_and_says_so() throws InterruptedException {
        letters.write(new ConsumerRecord<>("lane", 4, 17, KEY, new byte[1 << 20]), "ce_type must be x");
        assertThat(last().key()).isEqualTo(KEY);
        assertThat(last().value()).isNull();
        assertThat(headers())
                .containsEntry(DeadLetterHeaders.OMITTED, "value")
                .containsEntry(DeadLetterHeaders.TOPIC, "lane")
                .containsEntry(DeadLetterHeaders.PARTITION, "4")
                .containsEntry(DeadLetterHeaders.OFFSET, "17");
    }

    @Test
    void of_one_that_the_topic_does_not_take_it_is_laid_down_why_and_where_it_was() throws InterruptedException {
        kafka.answers(new RecordTooLargeException("r"));
        letters.write(record, "ce_type must be x");
        assertThat(last().key()).isNull();
        assertThat(last().value()).isNull();
        assertThat(headers())
                .doesNotContainKey("ce_id")
                .containsEntry(DeadLetterHeaders.REASON, "ce_type must be x")
                .containsEntry(DeadLetterHeaders.OFFSET, "17");
    }

    @Test
    void a_topic_that_takes_nothing_is_not_asked_for_ever() {
        kafka.answers(new RecordTooLargeException("r"));
        kafka.answers(new RecordTooLargeException("r"));
        assertThatThrownBy(() -> letters.write(record, "ce_type must be x")).isInstanceOf(UnwritableException.class);
        assertThat(kafka.sent()).hasSize(2);
    }
}
