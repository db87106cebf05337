package org.belltower.dispatch.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.belltower.service.failure.RetryPolicy;

/// Tells dead tokens from a wrong environment (C9): a token that Apple or Google does not take may
/// be dead; a hundred in a row, with none taken among them, are an app whose tokens are of another
/// environment or project, and no token's fault.
///
/// Kept of the devices that one district has in one app. It **trips** at a hundred rejections in a
/// row: then nothing of these goes but a probe now and then, and one that is taken ends it. So that
/// the damage is bounded, those that are rejected in a row and those in flight are together never
/// more than a hundred, as long as there is a rejection that no acceptance followed, or nothing was
/// ever taken: who begins with wrong tokens loses a hundred pushes, not all that the limit lets
/// fly. One acceptance sets it free, so a few dead tokens among many cost nothing.
///
/// Deterministic but for the chance in the pauses. Not thread-safe.
public final class EnvironmentGuard {
    /// Rejections in a row that are no accident any more.
    public static final int TOO_MANY = 100;

    /// Who was not told for so long that one was taken, is believed no more than who is new.
    private static final Duration PROVEN = Duration.ofHours(1);

    private final RetryPolicy pauses;
    private int inFlight;
    private int inARow;
    private Instant proven = Instant.MIN;
    private Optional<Tripped> tripped = Optional.empty();

    /// @param pauses between probes
    public EnvironmentGuard(RetryPolicy pauses) {
        this.pauses = pauses;
    }

    /// Nothing goes but probes.
    ///
    /// @param failed probes in a row that were rejected as well
    public record Tripped(Instant since, Instant probe, int failed) {}

    public Optional<Tripped> tripped() {
        return tripped;
    }

    /// Whether a push may go now.
    public boolean mayGo(Instant now) {
        if (tripped.isPresent()) {
            return inFlight == 0 && !now.isBefore(tripped.get().probe());
        }
        boolean trusted = inARow == 0 && !proven.isBefore(now.minus(PROVEN));
        return trusted || inARow + inFlight < TOO_MANY;
    }

    /// A push goes, which it may.
    public void begins() {
        inFlight++;
    }

    /// What came of it has nothing to do with its token.
    public void saidNothing() {
        inFlight--;
    }

    /// Its token was taken.
    public void accepted(Instant now) {
        inFlight--;
        inARow = 0;
        proven = now;
        tripped = Optional.empty();
    }

    /// Its token was not taken, and is not known to be dead.
    public void rejected(Instant now) {
        inFlight--;
        inARow++;
        if (tripped.isPresent()) {
            // Those that were in flight when it tripped come back as well; only what is alone is a probe.
            if (!now.isBefore(tripped.get().probe())) {
                int failed = tripped.get().failed() + 1;
                tripped = Optional.of(new Tripped(tripped.get().since(), now.plus(pauses.delay(failed + 1)), failed));
            }
        } else if (inARow >= TOO_MANY) {
            tripped = Optional.of(new Tripped(now, now.plus(pauses.delay(1)), 0));
        }
    }

    /// Begins anew: the app's credential was replaced.
    public void reset() {
        inARow = 0;
        proven = Instant.MIN;
        tripped = Optional.empty();
    }
}
