package org.belltower.dispatch.app;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.belltower.model.wire.TopicSpec;

/// How large a record a topic takes, for tests that let Kafka refuse one.
record TopicLimit(Admin admin, TopicSpec topic) {
    /// Waits until it is so.
    void set(int bytes) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        try {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            await().until(() -> limit.value().equals(limitOf(resource)));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the topic's settings were not changed", e);
        }
    }

    private String limitOf(ConfigResource resource) throws InterruptedException, ExecutionException {
        Config settings = Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        return settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
    }
}
