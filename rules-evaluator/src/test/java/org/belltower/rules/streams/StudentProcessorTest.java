package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.lane.AlertShare;
import org.junit.jupiter.api.Test;

class StudentProcessorTest {
    private static final RulesTopology.Terms TERMS = new RulesTopology.Terms(
            TimeToLive.ofAll(Duration.ofHours(24)),
            Duration.ofMinutes(10),
            Duration.ofDays(550),
            Duration.ofMinutes(10),
            new AlertShare(20, 2));

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

    /// As Streams does with a task whose stores it gave up; what the task of before had planned would go on with those.
    @Test
    void P9_a_task_that_begins_anew_has_nothing_left_of_what_was_planned_before() {
        context.setCurrentSystemTimeMs(0);
        List.of(RulesTopology.MEMORY_STORE, RulesTopology.ATTENDANCE_STORE)
                .forEach(name -> open(Stores.timestampedKeyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())));
        List.of(RulesTopology.SETTINGS_STORE, RulesTopology.AUDIENCE_STORE, RulesTopology.WAITING_STORE)
                .forEach(name -> open(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())));
        StudentProcessor processor = new StudentProcessor(TERMS, new Heard());
        processor.init(context);
        processor.close();
        processor.init(context);
        assertThat(context.scheduledPunctuators())
                .extracting(CapturedPunctuator::cancelled)
                .containsExactly(true, true, false, false);
        processor.close();
        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
    }

    private void open(StoreBuilder<?> builder) {
        StateStore store = builder.withLoggingDisabled().build();
        context.addStateStore(store);
        store.init(context.getStateStoreContext(), store);
    }
}
