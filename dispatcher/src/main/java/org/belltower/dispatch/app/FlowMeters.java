package org.belltower.dispatch.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.belltower.dispatch.app.Standings.Standing;
import org.belltower.dispatch.app.Standings.Whose;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.send.Route;
import org.belltower.model.Provider;

/// How credentials stand, in Micrometer. What is not known is not a number, never 0.
final class FlowMeters {
    /// No project of Firebase's, and no team of Apple's, can have this name.
    private static final String UPLOADED = "(uploaded)";

    private final MeterRegistry registry;
    private final Dispatcher dispatcher;
    private final StatusBoard board;
    private final Standings standings;
    private final InstantSource time;

    FlowMeters(
            MeterRegistry registry,
            Dispatcher dispatcher,
            StatusBoard board,
            InstantSource time,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.dispatcher = dispatcher;
        this.board = board;
        this.standings = new Standings(dispatcher, time, nanoTime);
        this.time = time;
    }

    /// Binds them.
    void watch() {
        standings.all().forEach(this::watch);
        for (Route route : dispatcher.routes().all()) {
            gauge(
                    DispatchMetric.LAST_ACCEPTED,
                    Tags.of(
                            "provider",
                            tag(route.provider()),
                            "app",
                            route.app().value()),
                    () -> sinceAccepted(route));
        }
        gauge(
                DispatchMetric.CREDENTIALS_EXPIRY,
                Tags.empty(),
                () -> standings.firstExpiry().orElse(Double.NaN));
    }

    private void watch(Whose whose) {
        Tags tags = tags(whose);
        gauge(DispatchMetric.CREDENTIAL_LIMIT, tags, whose, Standing::limit);
        gauge(DispatchMetric.CREDENTIAL_IN_FLIGHT, tags.and("lane", "alerts"), whose, Standing::alertsInFlight);
        gauge(DispatchMetric.CREDENTIAL_IN_FLIGHT, tags.and("lane", "bulk"), whose, Standing::bulkInFlight);
        gauge(DispatchMetric.CREDENTIAL_WAITING, tags.and("lane", "alerts"), whose, Standing::alertsWaiting);
        gauge(DispatchMetric.CREDENTIAL_WAITING, tags.and("lane", "bulk"), whose, Standing::bulkWaiting);
        gauge(DispatchMetric.CREDENTIAL_OLDEST, tags, whose, Standing::oldestWaiting);
        gauge(DispatchMetric.CREDENTIAL_AWAY, tags, whose, Standing::away);
        gauge(DispatchMetric.CREDENTIAL_REFUSED, tags, whose, Standing::refused);
        gauge(DispatchMetric.CREDENTIAL_OTHER_ENVIRONMENT, tags, whose, Standing::otherEnvironment);
        gauge(
                DispatchMetric.CREDENTIAL_DEFERRED,
                tags,
                () -> standings.deferred(whose).orElse(Double.NaN));
        if (whose.provider() == Provider.FCM) {
            gauge(
                    DispatchMetric.CREDENTIAL_QUOTA_LEFT,
                    tags,
                    whose,
                    standing -> standing.quotaLeft().orElse(Double.NaN));
        }
    }

    private static Tags tags(Whose whose) {
        Credential credential = whose.credential();
        return Tags.of(
                "provider", tag(whose.provider()), "credential", credential == null ? UPLOADED : credential.id());
    }

    private void gauge(DispatchMetric metric, Tags tags, Whose whose, ToDoubleFunction<Standing> value) {
        gauge(metric, tags, () -> value.applyAsDouble(standings.of(whose)));
    }

    private void gauge(DispatchMetric metric, Tags tags, Supplier<Number> value) {
        Gauge.builder(metric.key(), value)
                .description(metric.description())
                .tags(tags)
                .register(registry);
    }

    private double sinceAccepted(Route route) {
        Instant last = board.traffic(route).lastAccepted();
        return last == null
                ? Double.NaN
                : Duration.between(last, time.instant()).toMillis() / 1_000.0;
    }

    private static String tag(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
