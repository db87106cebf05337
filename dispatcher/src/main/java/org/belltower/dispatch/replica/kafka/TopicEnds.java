package org.belltower.dispatch.replica.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.belltower.dispatch.replica.CatchUp;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.service.kafka.KafkaClients;
import org.jspecify.annotations.Nullable;

/// Keeps asking Kafka where the partitions of copied topics end, beside the reading, which it does not hold
/// up: Kafka's future stays in here.
///
/// The end is the high watermark, also for a reader of committed records: behind a transaction that hangs,
/// others have written and were told that it is done, and that reader sees nothing of it. By its own measure,
/// the last stable offset, it would call itself caught up (KIP-98).
///
/// Owned by the thread that reads.
public final class TopicEnds implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final ListOffsetsOptions HIGH_WATERMARK = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> ends;
    private final CatchUp<TopicPartition> catchUp;
    private @Nullable KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> question;

    /// @param freshness of the copy, kept up by this
    public TopicEnds(
            KafkaClients kafka,
            String clientId,
            List<TopicPartition> partitions,
            Freshness freshness,
            LongSupplier nanoTime) {
        this.admin = kafka.admin(clientId, ANSWER);
        this.ends = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        this.catchUp = new CatchUp<>(freshness, nanoTime);
    }

    /// Called after each poll. Does not block.
    ///
    /// @param positions up to where the copy has taken everything in
    public void tick(ToLongFunction<TopicPartition> positions) throws InterruptedException {
        if (catchUp.isDue()) {
            catchUp.asked();
            question = admin.listOffsets(ends, HIGH_WATERMARK).all();
        }
        if (question != null && question.isDone()) {
            take(question);
            question = null;
        }
        catchUp.read(positions);
    }

    private void take(KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> answer) throws InterruptedException {
        try {
            catchUp.answered(answer.get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset())));
        } catch (ExecutionException e) {
            // Kafka is away: the copy grows older, and that is told when it is too old.
            catchUp.failed();
        }
    }

    /// Does not wait for an answer.
    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
