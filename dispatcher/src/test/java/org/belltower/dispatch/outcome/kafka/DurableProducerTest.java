package org.belltower.dispatch.outcome.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.send.Pushes.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.dispatch.outcome.kafka.DurableProducer.Written;
import org.belltower.dispatch.send.SteppedTime;
import org.junit.jupiter.api.Test;

class DurableProducerTest {
    private static final ProducerRecord<byte[], byte[]> RECORD =
            new ProducerRecord<>("outcomes", 3, new byte[] {1}, new byte[] {2});

    private final SteppedTime time = new SteppedTime(NOON);
    private final ScriptedProducer kafka = new ScriptedProducer();
    private final DurableProducer producer = new DurableProducer(kafka, time, time, new Random(1));

    @Test
    void while_kafka_is_away_it_goes_on_for_ever_less_and_less_often() throws InterruptedException {
        List<Instant> tries = new ArrayList<>();
        kafka.beforeSend(() -> tries.add(time.instant()));
        for (int failure = 0; failure < 40; failure++) {
            kafka.answers(failure % 2 == 0 ? new TimeoutException("t") : new NotEnoughReplicasException("r"));
        }
        assertThat(producer.write(RECORD)).isEqualTo(new Written.At(0));
        assertThat(tries).hasSize(41);
        assertThat(Duration.between(tries.get(0), tries.get(1)))
                .isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(Duration.between(tries.get(1), tries.get(2)))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        List<Duration> late = new ArrayList<>();
        for (int retry = 10; retry < 41; retry++) {
            late.add(Duration.between(tries.get(retry - 1), tries.get(retry)));
        }
        assertThat(late)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10)));
        assertThat(late).as("by chance").doesNotHaveDuplicates();
    }

    @Test
    void what_kafka_refuses_for_good_is_not_tried_again() {
        kafka.answers(new TopicAuthorizationException("outcomes"));
        assertThatThrownBy(() -> producer.write(RECORD))
                .isInstanceOf(UnwritableException.class)
                .hasMessage("outcomes does not take a record: TopicAuthorizationException");
        assertThat(kafka.sent()).hasSize(1);
    }

    @Test
    void what_the_producer_throws_at_once_is_judged_like_an_answer() throws InterruptedException {
        kafka.throwsAtOnce(new TimeoutException("t"));
        assertThat(producer.write(RECORD)).isEqualTo(new Written.At(0));
        kafka.throwsAtOnce(new KafkaException("in an error state"));
        assertThatThrownBy(() -> producer.write(RECORD)).isInstanceOf(UnwritableException.class);
    }

    @Test
    void what_is_too_large_is_told_whoever_says_so() throws InterruptedException {
        RecordTooLargeException tooLarge = new RecordTooLargeException("r");
        kafka.answers(tooLarge);
        kafka.throwsAtOnce(tooLarge);
        assertThat(producer.write(RECORD)).isEqualTo(new Written.TooLarge(tooLarge));
        assertThat(producer.write(RECORD)).isEqualTo(new Written.TooLarge(tooLarge));
    }

    @Test
    void an_interrupt_ends_it() {
        kafka.throwsAtOnce(new InterruptException(new InterruptedException()));
        assertThatThrownBy(() -> producer.write(RECORD)).isInstanceOf(InterruptedException.class);
        // Kafka's exception sets it again.
        assertThat(Thread.interrupted()).isTrue();
    }
}
