package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.credential.UploadedCredentials.Uploaded;
import org.belltower.dispatch.deferral.Backlog;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.FlowState;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.limit.Quota;
import org.belltower.dispatch.send.Route;
import org.belltower.model.Provider;
import org.belltower.model.credential.SealedCredential;
import org.jspecify.annotations.Nullable;

/// How credentials stand, for metrics: each that is configured by itself, and those that districts
/// uploaded of a provider as one, whose names would be tags without end. Looks once a second at
/// most, however many metrics ask.
///
/// Thread-safe.
final class Standings {
    private static final long LASTS = Duration.ofSeconds(1).toNanos();

    private final Dispatcher dispatcher;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private volatile @Nullable Looked last;

    Standings(Dispatcher dispatcher, InstantSource time, LongSupplier nanoTime) {
        this.dispatcher = dispatcher;
        this.time = time;
        this.nanoTime = nanoTime;
    }

    /// Whose standing it is.
    ///
    /// @param credential of the configuration; null for all that were uploaded
    record Whose(Provider provider, @Nullable Credential credential) {}

    /// One, or the sum of several.
    ///
    /// @param oldestWaiting in seconds
    /// @param away how many of the credentials have a provider that is taken to be away
    /// @param refused for how many apps the provider refuses who we are
    /// @param otherEnvironment how many districts' apps have tokens that it takes none of
    /// @param quotaLeft of those that have a quota, the least
    record Standing(
            int limit,
            int alertsInFlight,
            int bulkInFlight,
            int alertsWaiting,
            int bulkWaiting,
            double oldestWaiting,
            int away,
            int refused,
            int otherEnvironment,
            OptionalDouble quotaLeft) {
        private static final Standing NONE = new Standing(0, 0, 0, 0, 0, 0, 0, 0, 0, OptionalDouble.empty());

        private static Standing of(FlowState flow) {
            Duration wait = flow.longestWait();
            Quota quota = flow.quota();
            return new Standing(
                    flow.limit(),
                    flow.alertsInFlight(),
                    flow.bulkInFlight(),
                    flow.alertsWaiting(),
                    flow.bulkWaiting(),
                    wait == null ? 0 : wait.toMillis() / 1_000.0,
                    flow.outage() instanceof Breaker.State.Open ? 1 : 0,
                    flow.refused().size(),
                    flow.tripped().size(),
                    quota == null ? OptionalDouble.empty() : OptionalDouble.of(quota.left()));
        }

        private Standing and(Standing other) {
            return new Standing(
                    limit + other.limit,
                    alertsInFlight + other.alertsInFlight,
                    bulkInFlight + other.bulkInFlight,
                    alertsWaiting + other.alertsWaiting,
                    bulkWaiting + other.bulkWaiting,
                    Math.max(oldestWaiting, other.oldestWaiting),
                    away + other.away,
                    refused + other.refused,
                    otherEnvironment + other.otherEnvironment,
                    least(quotaLeft, other.quotaLeft));
        }

        private static OptionalDouble least(OptionalDouble one, OptionalDouble other) {
            if (one.isEmpty() || other.isEmpty()) {
                return one.isEmpty() ? other : one;
            }
            return OptionalDouble.of(Math.min(one.getAsDouble(), other.getAsDouble()));
        }
    }

    private record Looked(long at, Map<Whose, Standing> standings) {}

    /// Whose there are: as long as the process runs.
    List<Whose> all() {
        List<Whose> configured = dispatcher.routes().all().stream()
                .map(Route::credential)
                .distinct()
                .map(credential -> new Whose(credential.provider(), credential))
                .toList();
        List<Whose> all = new ArrayList<>(configured);
        for (Provider provider : Provider.values()) {
            all.add(new Whose(provider, null));
        }
        return all;
    }

    Standing of(Whose whose) {
        Looked looked = last;
        long now = nanoTime.getAsLong();
        if (looked == null || now - looked.at > LASTS) {
            looked = new Looked(now, look());
            last = looked;
        }
        return looked.standings.getOrDefault(whose, Standing.NONE);
    }

    private Map<Whose, Standing> look() {
        Map<Whose, Standing> standings = new HashMap<>();
        for (Route route : dispatcher.routes().all()) {
            Credential credential = route.credential();
            standings.computeIfAbsent(
                    new Whose(credential.provider(), credential), _ -> Standing.of(dispatcher.flow(credential)));
        }
        for (Uploaded uploaded : dispatcher.uploaded().all()) {
            standings.merge(
                    new Whose(uploaded.id().provider(), null),
                    Standing.of(dispatcher.flow(uploaded.credential())),
                    Standing::and);
        }
        return standings;
    }

    /// Pushes that wait long for the provider; empty until they were counted.
    OptionalDouble deferred(Whose whose) {
        Optional<Backlog> backlog = dispatcher.backlog();
        return backlog.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) backlog.get().part(held -> isOf(held, whose)).pushes());
    }

    private boolean isOf(Held held, Whose whose) {
        String heldBy = held.heldBy();
        if (heldBy == null) {
            return false;
        }
        Credential credential = whose.credential();
        return credential == null
                ? heldBy.startsWith(whose.provider() + "/") && isUploaded(heldBy)
                : Hold.isOf(credential, heldBy);
    }

    private boolean isUploaded(String heldBy) {
        return dispatcher.routes().all().stream().noneMatch(route -> Hold.isOf(route.credential(), heldBy));
    }

    /// In seconds, until the first uploaded certificate expires; negative when it has.
    OptionalDouble firstExpiry() {
        Optional<Instant> first =
                dispatcher.uploaded().all().stream().flatMap(Standings::expires).min(Comparator.naturalOrder());
        return first.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Duration.between(time.instant(), first.get()).toMillis() / 1_000.0);
    }

    private static Stream<Instant> expires(Uploaded uploaded) {
        SealedCredential known = uploaded.sealed();
        return known == null ? Stream.empty() : Stream.ofNullable(known.facts().expires());
    }
}
