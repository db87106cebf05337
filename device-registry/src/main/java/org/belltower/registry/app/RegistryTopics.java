package org.belltower.registry.app;

import java.util.List;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaUnavailableException;
import org.belltower.service.kafka.TopicsAtStart;
import org.jboss.logging.Logger;

/// Whether the topics are as they must be. [#tick()] is for one thread, the rest for any.
final class RegistryTopics {
    private static final Logger LOG = Logger.getLogger(RegistryTopics.class);
    private static final List<TopicSpec> TOPICS =
            List.of(Topics.AUDIENCE, Topics.BINDINGS, Topics.SETTINGS, Topics.OUTCOMES, Topics.DEAD_LETTERS);

    private final TopicsAtStart topics;
    private volatile State state = new State.Waiting("Kafka was not asked yet");

    RegistryTopics(TopicsAtStart topics) {
        this.topics = topics;
    }

    /// What is known.
    sealed interface State {
        /// Not yet, or not so.
        record Waiting(String why) implements State {}

        /// All is well.
        record Fit() implements State {}
    }

    State state() {
        return state;
    }

    /// Creates what is missing and looks at what is there, until all is well.
    boolean tick() {
        if (state instanceof State.Waiting(String before)) {
            state = look();
            if (state instanceof State.Waiting(String why) && !why.equals(before)) {
                LOG.warnf("event=topics-not-fit why=\"%s\"", why);
            }
        }
        return state instanceof State.Fit;
    }

    private State look() {
        try {
            List<String> differences = topics.createOrVerify(TOPICS);
            return differences.isEmpty() ? new State.Fit() : new State.Waiting(String.join("; ", differences));
        } catch (KafkaUnavailableException e) {
            return new State.Waiting("Kafka does not answer");
        }
    }
}
