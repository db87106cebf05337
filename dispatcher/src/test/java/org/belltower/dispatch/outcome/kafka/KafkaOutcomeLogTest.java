package org.belltower.dispatch.outcome.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.PHONE;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Ownership;
import org.belltower.dispatch.outcome.OutcomeLog;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of an outcome, by whose the assignment is. By a twin of Kafka's producer that answers when it is told
/// to.
class KafkaOutcomeLogTest {
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<Throwable> broken = new CopyOnWriteArrayList<>();
    private final List<String> fates = new CopyOnWriteArrayList<>();
    private final KafkaOutcomeLog log = new KafkaOutcomeLog(kafka, 3, new Random(1), System::nanoTime, broken::add);

    @AfterEach
    void close() {
        log.close();
    }

    private void write(long offset, AssignmentGate gate) {
        Outcome outcome = new Outcome(
                Pushes.push().id(), NORTH, PHONE, NOON, new LaneOffset("lane", 2, offset), new Result.Expired());
        log.write(outcome, gate, new OutcomeLog.Fate() {
            @Override
            public void durable(long at) {
                fates.add(offset + " durable at " + at);
            }

            @Override
            public void lost() {
                fates.add(offset + " lost");
            }
        });
    }

    private List<Integer> partitions() {
        return kafka.history().stream().map(ProducerRecord::partition).toList();
    }

    @Test
    void it_is_durable_when_kafka_says_so() {
        write(7, new AssignmentGate());
        await().untilAsserted(() -> assertThat(partitions()).containsExactly(2));
        assertThat(fates).isEmpty();
        kafka.completeNext();
        assertThat(fates).containsExactly("7 durable at 0");
    }

    @Test
    void it_waits_while_it_is_in_doubt_whose_the_assignment_is() {
        AtomicReference<Ownership> ownership = new AtomicReference<>(Ownership.IN_DOUBT);
        write(7, new AssignmentGate(ownership::get));
        // Of an assignment that is not in doubt; it came after.
        write(8, new AssignmentGate());
        await().untilAsserted(() -> assertThat(kafka.history()).hasSize(1));
        kafka.completeNext();
        assertThat(fates).containsExactly("8 durable at 0");

        ownership.set(Ownership.OURS);
        await().untilAsserted(() -> assertThat(kafka.history()).hasSize(2));
        kafka.completeNext();
        assertThat(fates).containsExactly("8 durable at 0", "7 durable at 1");
    }

    @Test
    void it_is_not_written_once_the_assignment_is_lost() {
        AssignmentGate gate = new AssignmentGate(() -> Ownership.IN_DOUBT);
        write(7, gate);
        gate.lose();
        await().untilAsserted(() -> assertThat(fates).containsExactly("7 lost"));
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void of_what_is_withdrawn_it_is_still_written() {
        AssignmentGate gate = new AssignmentGate();
        gate.withdraw();
        write(7, gate);
        await().untilAsserted(() -> assertThat(kafka.history()).hasSize(1));
    }

    @Test
    void what_kafka_did_not_take_in_time_is_written_again_unless_the_assignment_is_lost_by_then() {
        AssignmentGate kept = new AssignmentGate();
        AssignmentGate given = new AssignmentGate();
        write(7, kept);
        write(8, given);
        await().untilAsserted(() -> assertThat(kafka.history()).hasSize(2));
        given.lose();
        kafka.errorNext(new TimeoutException("away"));
        kafka.errorNext(new TimeoutException("away"));
        await().untilAsserted(() -> assertThat(fates).containsExactly("8 lost"));
        await().untilAsserted(() -> assertThat(kafka.history()).hasSize(3));
        kafka.completeNext();
        assertThat(fates).containsExactly("8 lost", "7 durable at 2");
    }

    @Test
    void what_kafka_refuses_for_good_is_told() {
        write(7, new AssignmentGate());
        await().untilAsserted(() -> assertThat(kafka.history()).hasSize(1));
        kafka.errorNext(new TopicAuthorizationException("outcomes"));
        assertThat(broken).singleElement().isInstanceOf(UnwritableException.class);
        assertThat(fates).isEmpty();
    }
}
