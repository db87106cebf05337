package org.belltower.rules.streams;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.model.LanguageTag;
import org.belltower.model.outcome.Decision;
import org.belltower.service.streams.TopologyListener;

/// What the listeners of the topology were told. Thread-safe.
final class Heard implements DecisionListener, TopologyListener {
    final List<Decision> decided = new CopyOnWriteArrayList<>();
    final List<String> deadLettered = new CopyOnWriteArrayList<>();
    final List<LanguageTag> untranslated = new CopyOnWriteArrayList<>();
    final AtomicInteger overflowed = new AtomicInteger();
    final AtomicInteger waited = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();

    @Override
    public void decided(Decision decision) {
        decided.add(decision);
    }

    @Override
    public void deadLettered(String topic) {
        deadLettered.add(topic);
    }

    @Override
    public void untranslated(LanguageTag language) {
        untranslated.add(language);
    }

    @Override
    public void overflowed(int pushes) {
        overflowed.addAndGet(pushes);
    }

    @Override
    public void waits() {
        waited.incrementAndGet();
    }

    @Override
    public void started(KafkaStreams streams) {}

    @Override
    public void ended() {
        ended.incrementAndGet();
    }
}
