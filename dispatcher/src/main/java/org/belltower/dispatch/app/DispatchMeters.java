package org.belltower.dispatch.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;

/// The dispatcher's metrics in Micrometer. Thread-safe.
final class DispatchMeters implements DispatchListener {
    private static final String NONE = "none";

    private static final ConcurrentMap<Enum<?>, String> TAGS = new ConcurrentHashMap<>();

    private final MeterRegistry registry;
    private final ConcurrentMap<Counted, Counter> counters = new ConcurrentHashMap<>();

    DispatchMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Binds what is measured by looking.
    void watch(Dispatcher dispatcher, StatusBoard board) {
        gauge(DispatchMetric.IN_HAND, board, StatusBoard::inHand);
        gauge(
                DispatchMetric.OLDEST,
                dispatcher,
                it -> it.oldest().orElse(Duration.ZERO).toMillis() / 1_000.0);
        gauge(DispatchMetric.BINDINGS, dispatcher, Dispatcher::boundDevices);
        gauge(DispatchMetric.SETTINGS, dispatcher, Dispatcher::settings);
        gauge(DispatchMetric.REVOCATIONS, dispatcher, Dispatcher::studentsWithRevocations);
        gauge(DispatchMetric.CREDENTIALS, dispatcher, it -> it.uploaded().size());
        gauge(
                DispatchMetric.CREDENTIALS_UNUSABLE,
                dispatcher,
                it -> it.uploaded().closed());
        gauge(
                DispatchMetric.BINDINGS_LAG,
                dispatcher,
                it -> it.freshness().lag().map(lag -> lag.toMillis() / 1_000.0).orElse(Double.NaN));
        for (Route route : dispatcher.routes().all()) {
            gauge(
                    DispatchMetric.IN_FLIGHT,
                    route,
                    board,
                    it -> it.traffic(route).inFlight());
            gauge(DispatchMetric.WAITING, route, board, it -> it.traffic(route).waitingToRetry());
        }
    }

    private <T> void gauge(DispatchMetric metric, T subject, ToDoubleFunction<T> value) {
        Gauge.builder(metric.key(), subject, value)
                .description(metric.description())
                .register(registry);
    }

    private <T> void gauge(DispatchMetric metric, Route route, T subject, ToDoubleFunction<T> value) {
        Gauge.builder(metric.key(), subject, value)
                .description(metric.description())
                .tag("provider", tag(route.provider()))
                .tag("app", route.app().value())
                .register(registry);
    }

    /// A counter is looked up by what it counts alone: the registry's own way builds its tags anew
    /// for each push.
    private void count(DispatchMetric metric, String first, String second, String third) {
        counters.computeIfAbsent(new Counted(metric, first, second, third), this::counter)
                .increment();
    }

    private Counter counter(Counted counted) {
        Counter.Builder builder = Counter.builder(counted.metric.key()).description(counted.metric.description());
        List<String> values = List.of(counted.first, counted.second, counted.third);
        List<String> names = counted.metric.tags();
        for (int tag = 0; tag < names.size(); tag++) {
            builder.tag(names.get(tag), values.get(tag));
        }
        return builder.register(registry);
    }

    private record Counted(DispatchMetric metric, String first, String second, String third) {}

    @Override
    public void answered(Handed handed, Route route, SendOutcome outcome) {
        count(DispatchMetric.SENDS, tag(route.provider()), answer(outcome), NONE);
    }

    @Override
    public void failed(Handed handed, Push push, Route route, SendOutcome.Passing outcome) {
        count(DispatchMetric.RETRIES, tag(route.provider()), outcome.code(), NONE);
    }

    @Override
    public void ended(Handed handed, Push push, Result result) {
        switch (result) {
            case Result.Accepted accepted -> push("accepted", NONE, tag(accepted.provider()));
            case Result.Skipped skipped -> push("skipped", tag(skipped.reason()), NONE);
            case Result.Failed failed -> push("failed", tag(failed.reason()), tag(failed.provider()));
            case Result.TokenDead dead -> push("token-dead", NONE, tag(dead.provider()));
            case Result.Expired _ -> push("expired", NONE, NONE);
        }
    }

    private void push(String outcome, String reason, String provider) {
        count(DispatchMetric.PUSHES, outcome, reason, provider);
    }

    @Override
    public void buried(Handed handed, String reason) {
        count(DispatchMetric.DEAD_LETTERS, NONE, NONE, NONE);
    }

    @Override
    public void outcomeUnreadable(LaneOffset place, String reason) {
        count(DispatchMetric.UNREADABLE_OUTCOMES, NONE, NONE, NONE);
    }

    private static String answer(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.HeldBack _ -> "held-back";
            case SendOutcome.Accepted _ -> "accepted";
            case SendOutcome.TokenDead _ -> "token-dead";
            case SendOutcome.TokenRejected _ -> "token-rejected";
            case SendOutcome.TokenNotForApp _ -> "token-not-for-app";
            case SendOutcome.Malformed _ -> "malformed";
            case SendOutcome.CredentialsRejected _ -> "credentials-rejected";
            case SendOutcome.Retry _ -> "retry";
            case SendOutcome.Unknown _ -> "unknown";
        };
    }

    private static String tag(Enum<?> value) {
        return TAGS.computeIfAbsent(
                value, it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
