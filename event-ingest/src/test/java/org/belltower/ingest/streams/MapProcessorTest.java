package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class MapProcessorTest {
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

    /// As Streams does with a task whose stores it gave up; what the task of before had planned would go on with those.
    @Test
    void a_task_that_begins_anew_has_nothing_left_of_what_was_planned_before() {
        context.setCurrentSystemTimeMs(0);
        List.of(SisTopology.LOOKUPS, SisTopology.WAITING, SisTopology.LOGS)
                .forEach(name -> context.addStateStore(Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                        .build()));
        MapProcessor processor = new MapProcessor(
                Map.of(),
                new SisTopology.Terms(Duration.ofMinutes(10), Duration.ofSeconds(5), 10),
                new SisDriver.Heard());
        processor.init(context);
        processor.close();
        processor.init(context);
        assertThat(context.scheduledPunctuators())
                .extracting(CapturedPunctuator::cancelled)
                .containsExactly(true, true, false, false);
        processor.close();
        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
    }
}
