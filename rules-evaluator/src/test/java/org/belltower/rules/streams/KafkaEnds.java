package org.belltower.rules.streams;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;

/// Where topics end, and how far the evaluator has committed.
final class KafkaEnds {
    private final Admin admin;

    KafkaEnds(Admin admin) {
        this.admin = admin;
    }

    /// By partition that holds anything.
    Map<Integer, Long> of(TopicSpec topic) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, Topics.PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition), _ -> OffsetSpec.latest()));
        Map<Integer, Long> ends = new TreeMap<>();
        get(admin.listOffsets(latest).all()).forEach((partition, end) -> {
            if (end.offset() > 0) {
                ends.put(partition.partition(), end.offset());
            }
        });
        return ends;
    }

    /// Whether all that stands on these topics is decided for good.
    boolean areReached(List<TopicSpec> topics) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets("belltower-rules-evaluator").partitionsToOffsetAndMetadata());
        return topics.stream()
                .allMatch(topic -> of(topic).entrySet().stream().allMatch(end -> {
                    OffsetAndMetadata reached = committed.get(new TopicPartition(topic.name(), end.getKey()));
                    return reached != null && reached.offset() >= end.getValue();
                }));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
