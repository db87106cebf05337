package org.belltower.rules.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.belltower.model.LanguageTag;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.rules.streams.DecisionListener;
import org.jspecify.annotations.Nullable;

/// The evaluator's metrics in Micrometer. Thread-safe.
final class RulesMeters implements DecisionListener {
    private static final String NONE = "none";

    private final MeterRegistry registry;

    RulesMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void decided(Decision decision) {
        count(RulesMetric.DECISIONS, "reason", tag(decision.reason()));
        for (Decision.Candidate candidate : decision.candidates()) {
            switch (candidate) {
                case Decision.Pushed _ -> count(RulesMetric.CANDIDATES, "result", "pushed", "reason", NONE);
                case Decision.Skipped skipped ->
                    count(RulesMetric.CANDIDATES, "result", "skipped", "reason", tag(skipped.reason()));
            }
        }
    }

    @Override
    public void overflowed(int pushes) {
        count(RulesMetric.OVERFLOW, pushes);
    }

    @Override
    public void waits() {
        count(RulesMetric.WAITED);
    }

    @Override
    public void untranslated(LanguageTag language) {
        count(RulesMetric.UNTRANSLATED, "language", language.value());
    }

    @Override
    public void deadLettered(String topic) {
        count(RulesMetric.DEAD_LETTERS, "topic", topic);
    }

    private void count(RulesMetric metric, String... tags) {
        count(metric, 1, tags);
    }

    private void count(RulesMetric metric, int times, String... tags) {
        Counter.builder(metric.key())
                .description(metric.description())
                .tags(tags)
                .register(registry)
                .increment(times);
    }

    private static String tag(@Nullable Reason reason) {
        return reason == null ? NONE : reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
