package org.belltower.dispatch.app;

import java.util.Optional;
import org.belltower.dispatch.deferral.Concern;
import org.belltower.dispatch.deferral.Deferral;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.dispatch.withdrawal.Listening;

/// Pushes that wait long hear of what takes a right away, once the copies have been complete: until
/// then they read what may have happened long ago.
///
/// Thread-safe.
record DeferralListening(Freshness freshness, Optional<Deferral> deferral) implements Listening {
    @Override
    public boolean wants() {
        return deferral.isPresent() && freshness.lag().isPresent();
    }

    @Override
    public void concerned(Concern concern) {
        deferral.ifPresent(it -> it.concerned(concern));
    }
}
