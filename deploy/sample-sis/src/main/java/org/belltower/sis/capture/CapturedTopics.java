package org.belltower.sis.capture;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the topic of a table with its first row, as Kafka Connect does (`topic.creation.default.partitions=1`).
///
/// Not thread-safe.
final class CapturedTopics implements AutoCloseable {
    private final Admin admin;
    private final Set<String> there = new HashSet<>();

    /// Does not connect.
    CapturedTopics(String bootstrapServers) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /// Blocks until the topic is there.
    ///
    /// @throws IllegalStateException if Kafka does not make it
    void ensure(String topic) throws InterruptedException {
        if (there.contains(topic)) {
            return;
        }
        NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty());
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Kafka does not make the topic " + topic, e);
            }
        }
        there.add(topic);
    }

    @Override
    public void close() {
        admin.close();
    }
}
