package org.belltower.registry.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.belltower.registry.publish.CommittedState.Reading;
import org.belltower.service.failure.RetryPolicy;

/// Publishes one shard, a batch at a time.
///
/// The order of steps is what makes it right. The publisher is opened first: from then on no former owner can
/// commit. The version is drawn before the rows are read: a higher version is never older. The marks go last, and
/// only those that were claimed: a crash anywhere leaves marks, and they are published again with a higher version,
/// which readers bear.
///
/// Used by one thread at a time; [#failing()] by any.
final class ShardRelay {
    private final Shard shard;
    private final MarkQueue queue;
    private final CommittedState state;
    private final StatePublisher publisher;
    private final RelayListener listener;
    private final InstantSource clock;
    private final RetryPolicy retries;
    private final int batch;
    private volatile int failures;
    private Instant restsUntil = Instant.MIN;
    private long term = -1;

    ShardRelay(Shard shard, Relay.Parts parts) {
        this.shard = shard;
        this.queue = parts.queue();
        this.state = parts.state();
        this.publisher = parts.publisher();
        this.listener = parts.listener();
        this.clock = parts.clock();
        this.retries = parts.retries();
        this.batch = parts.batch();
    }

    /// In another term than before somebody else may have published the shard: what was open is let go of, so
    /// that it is opened anew, and failures are forgotten.
    void ownedIn(long now) {
        if (term != now) {
            term = now;
            publisher.discard(shard);
            recovered();
        }
    }

    /// Publishes one batch, unless it rests after a failure.
    Progress tick() {
        if (clock.instant().isBefore(restsUntil)) {
            return Progress.IDLE;
        }
        try {
            Progress progress = publish();
            recovered();
            return progress;
        } catch (RuntimeException e) {
            int inARow = failures + 1;
            failures = inARow;
            publisher.discard(shard);
            restsUntil = clock.instant().plus(retries.delay(inARow));
            listener.failed(shard, e);
            return Progress.IDLE;
        }
    }

    private Progress publish() {
        List<Mark> claimed = queue.claim(shard, batch);
        if (claimed.isEmpty()) {
            return Progress.IDLE;
        }
        Instant began = clock.instant();
        publisher.open(shard);
        long version = state.nextVersion();
        Reading reading = state.read(claimed, version);
        if (reading.settled().isEmpty()) {
            return Progress.IDLE;
        }
        publisher.publish(shard, reading.publications());
        queue.delete(reading.settled());
        listener.published(
                shard,
                reading.settled().size(),
                reading.publications().size(),
                Duration.between(began, clock.instant()));
        reading.withheld()
                .forEach(publication -> listener.withheld(
                        publication.topic(), publication.record().key()));
        return Progress.PUBLISHED;
    }

    /// Forgets failures: the shard has no marks, or a new term began.
    void recovered() {
        failures = 0;
        restsUntil = Instant.MIN;
    }

    /// Whether the last try failed.
    boolean failing() {
        return failures > 0;
    }
}
