package org.belltower.service.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.belltower.model.wire.TopicSpec;

/// Creates a service's topics where they are missing, and checks them where they are there; what is adjustable of them
/// it sets. Repeatable, and safe
/// beside another service that does the same at the same moment.
public final class TopicsAtStart {
    private final Admin admin;
    private final Duration timeout;

    public TopicsAtStart(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /// Blocks until all topics are there.
    ///
    /// @return what is otherwise than it must be, a sentence each; empty if all is well
    /// @throws KafkaUnavailableException if Kafka does not answer in time
    public List<String> createOrVerify(List<TopicSpec> specs) {
        specs.forEach(this::createIfMissing);
        Map<String, TopicDescription> topics =
                await(admin.describeTopics(specs.stream().map(TopicSpec::name).toList())
                        .allTopicNames());
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(
                        specs.stream().map(TopicsAtStart::resource).toList())
                .all());
        Map<String, Config> byName = configs.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        List<String> differences = new ArrayList<>();
        for (TopicSpec spec : specs) {
            TopicDescription topic = topics.get(spec.name());
            Config config = byName.get(spec.name());
            if (topic == null || config == null) {
                differences.add("topic " + spec.name() + " cannot be described");
            } else {
                adjust(spec, config);
                differences.addAll(differences(spec, topic, config));
            }
        }
        return differences;
    }

    private static List<String> differences(TopicSpec spec, TopicDescription topic, Config config) {
        List<String> differences = new ArrayList<>();
        if (topic.partitions().size() != spec.partitions()) {
            differences.add("topic %s has %d partitions and must have %d"
                    .formatted(spec.name(), topic.partitions().size(), spec.partitions()));
        }
        spec.config().forEach((name, wanted) -> {
            String actual = value(config, name);
            if (!wanted.equals(actual) && !spec.adjustable().containsKey(name)) {
                differences.add("topic %s has %s=%s and must have %s".formatted(spec.name(), name, actual, wanted));
            }
        });
        return differences;
    }

    private void adjust(TopicSpec spec, Config config) {
        List<AlterConfigOp> otherwise = spec.adjustable().entrySet().stream()
                .filter(wanted -> !wanted.getValue().equals(value(config, wanted.getKey())))
                .map(wanted -> new AlterConfigOp(
                        new ConfigEntry(wanted.getKey(), wanted.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        if (!otherwise.isEmpty()) {
            await(admin.incrementalAlterConfigs(Map.of(resource(spec), otherwise))
                    .all());
        }
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? "unset" : entry.value();
    }

    private void createIfMissing(TopicSpec spec) {
        if (exists(spec)) {
            return;
        }
        NewTopic topic =
                new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty()).configs(spec.config());
        // Done, or done by another service at the same moment: either way it may not be visible yet.
        attempt(admin.createTopics(List.of(topic)).all(), TopicExistsException.class);
        awaitVisible(spec);
    }

    /// A topic is created before every broker has heard of it.
    private void awaitVisible(TopicSpec spec) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!exists(spec)) {
            if (System.nanoTime() > deadline) {
                throw new KafkaUnavailableException("topic " + spec.name() + " was created and is not visible");
            }
            Thread.onSpinWait();
        }
    }

    private boolean exists(TopicSpec spec) {
        return attempt(
                        admin.describeTopics(List.of(spec.name())).allTopicNames(),
                        UnknownTopicOrPartitionException.class)
                == Outcome.DONE;
    }

    private static ConfigResource resource(TopicSpec spec) {
        return new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
    }

    private <T> T await(KafkaFuture<T> future) {
        return settle(future, failure -> {
            throw new KafkaUnavailableException("Kafka refused to describe or adjust the topics", failure);
        });
    }

    private enum Outcome {
        DONE,
        EXPECTED_FAILURE
    }

    private Outcome attempt(KafkaFuture<?> future, Class<? extends Exception> expected) {
        return settle(future.thenApply(_ -> Outcome.DONE), failure -> {
            if (expected.isInstance(failure)) {
                return Outcome.EXPECTED_FAILURE;
            }
            throw new KafkaUnavailableException("Kafka did not create or describe a topic", failure);
        });
    }

    private <T> T settle(KafkaFuture<T> future, Function<Throwable, T> failed) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return failed.apply(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException("Kafka did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while waiting for Kafka", e);
        }
    }
}
