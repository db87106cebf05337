package org.belltower.dispatch.send;

import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.dispatch.revocation.WithdrawnRights;
import org.belltower.dispatch.settings.CurrentSettings;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;

/// The copies of what says who may be told.
///
/// Thread-safe.
///
/// @param freshness of all of them together: what is not fresh is not to be acted on
public record Knowledge(
        Freshness freshness, CurrentSettings settings, WithdrawnRights withdrawnRights, Bindings bindings) {

    public static Knowledge none(Freshness freshness) {
        return new Knowledge(freshness, new CurrentSettings(), new WithdrawnRights(), new Bindings());
    }

    boolean isFresh() {
        return freshness.isFresh();
    }

    /// Grows with each change of what is known, after it can be seen: while it is the same, so is
    /// what is known of each push.
    long changes() {
        return settings.changes() + withdrawnRights.changes() + bindings.changes();
    }

    Known about(Push push) {
        // In this order: what is found then is at least as new as what was fresh.
        return isFresh()
                ? new Known.Current(settings, withdrawn(push), bindings.find(push.district(), push.device()))
                : new Known.Stale();
    }

    private Withdrawn withdrawn(Push push) {
        return switch (push.cause()) {
            case PushCause.ChangeCause change -> withdrawnRights.of(push.district(), change.student());
            case PushCause.TestCause _ -> Withdrawn.NOTHING;
        };
    }
}
