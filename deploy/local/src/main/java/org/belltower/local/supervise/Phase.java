package org.belltower.local.supervise;

import java.time.Duration;
import java.time.Instant;

/// Where a kept process is in its life: waiting to be started, starting, ready; and from each of them what can
/// follow.
public sealed interface Phase {
    /// How often it has died without having been stable in between.
    int deaths();

    /// Not running; to be started at an instant.
    record Waiting(Instant until, int deaths) implements Phase {
        public Starting launched(Instant now) {
            return new Starting(now, deaths);
        }
    }

    /// Running, not yet seen ready.
    record Starting(Instant since, int deaths) implements Phase {
        public Ready ready(Instant now) {
            return new Ready(now, deaths);
        }

        public Waiting died(Instant now, RestartPolicy policy) {
            return new Waiting(now.plus(policy.delayAfter(deaths)), deaths + 1);
        }
    }

    /// Running and seen ready.
    record Ready(Instant since, int deaths) implements Phase {
        public Waiting died(Instant now, RestartPolicy policy) {
            boolean stable = Duration.between(since, now).compareTo(policy.stableAfter()) >= 0;
            int before = stable ? 0 : deaths;
            return new Waiting(now.plus(policy.delayAfter(before)), before + 1);
        }
    }
}
