package org.belltower.dispatch.app;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// The consumer group that shares the lane, as Kafka sees it.
record LaneGroup(Admin admin) {
    private static final String NAME = "belltower-dispatcher";

    /// Waits until so many dispatchers share the lane.
    void awaitSharers(int count) {
        // At first there is no such group.
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(e -> e.getCause() instanceof GroupIdNotFoundException)
                .until(() -> sharers() == count);
    }

    /// Waits until so many dispatchers belong to it or want to.
    void awaitMembers(int count) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> describe().members().size() == count);
    }

    private long sharers() throws InterruptedException, ExecutionException {
        return describe().members().stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    private ConsumerGroupDescription describe() throws InterruptedException, ExecutionException {
        return Objects.requireNonNull(
                admin.describeConsumerGroups(List.of(NAME)).all().get().get(NAME));
    }

    /// All are members no more, as if their session were over. They hear of it with their next heartbeat, and join
    /// again.
    void removeAll() {
        try {
            admin.removeMembersFromConsumerGroup(NAME, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the group's members cannot be removed", e);
        }
    }

    /// What the dispatchers have committed.
    Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return admin.listConsumerGroupOffsets(NAME)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the committed offsets cannot be read", e);
        }
    }
}
