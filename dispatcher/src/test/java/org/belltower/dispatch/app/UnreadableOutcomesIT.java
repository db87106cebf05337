package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Pushes;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.received.ReceivedPush;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Outcomes that nobody should have written: whoever takes a partition up passes over them.
class UnreadableOutcomesIT {
    /// The lane is empty when these are written. The first is the offset that the next push gets.
    private static final List<Long> NOWHERE =
            List.of(0L, Integer.MAX_VALUE - 1L, (long) Integer.MAX_VALUE, 1L << 40, -1L);

    @Test
    void they_are_told_of_and_passed_over_and_every_push_is_sent(@TempDir Path folder) {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                ProviderSimulator simulator = ProviderSimulator.start(SimulatorConfig.in(folder));
                Suite suite = new Suite(kafka.bootstrapServers())) {
            for (int partition = 0; partition < Topics.OUTCOMES.partitions(); partition++) {
                spoil(suite, partition);
            }
            Told told = new Told();
            Dispatcher dispatcher = suite.dispatcher(TestConfig.keys(simulator), told);
            List<Push> pushes = suite.phones(60).stream()
                    .map(phone -> suite.send(phone.push("e-1")))
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> simulator.received().total() >= pushes.size());

            assertThat(simulator.received().all())
                    .extracting(ReceivedPush::pushId)
                    .containsExactlyInAnyOrderElementsOf(
                            pushes.stream().map(push -> push.id().toString()).toList());
            assertThat(dispatcher.isAlive()).isTrue();
            // Both lanes read the outcomes: what nobody can read is told of by each, the others by the lane they name.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(told.reasons).hasSize(Topics.OUTCOMES.partitions() * (NOWHERE.size() + 2 * 2)));
            assertThat(told.reasons)
                    .containsOnly(
                            "the message must not be empty",
                            "the message is not well-formed JSON (line 1, column 1)",
                            "lane.offset must be of a record on the lane");
        }
    }

    private static void spoil(Suite suite, int partition) {
        NOWHERE.forEach(offset -> {
            WireRecord record = outcome(partition, offset);
            suite.write(of(partition, record, record.value()));
        });
        WireRecord record = outcome(partition, 1);
        suite.write(of(partition, record, null));
        suite.write(of(partition, record, "?".getBytes(StandardCharsets.UTF_8)));
    }

    private static ProducerRecord<byte[], byte[]> of(int partition, WireRecord record, byte @Nullable [] value) {
        return new ProducerRecord<>(
                Topics.OUTCOMES.name(),
                partition,
                null,
                record.key().bytes(),
                value,
                KafkaRecords.headers(record.headers()));
    }

    private static WireRecord outcome(int partition, long offset) {
        Push push = Pushes.push();
        LaneOffset place = new LaneOffset(Topics.PUSH_ALERTS.name(), partition, offset);
        Instant now = Instant.now();
        return MessageType.OUTCOME.encode(
                new Outcome(push.id(), push.district(), push.device(), now, place, new Result.Accepted(Provider.APNS)),
                now);
    }

    private static final class Told implements DispatchListener {
        private final Queue<String> reasons = new ConcurrentLinkedQueue<>();

        @Override
        public void outcomeUnreadable(LaneOffset place, String reason) {
            reasons.add(reason);
        }
    }
}
