package org.belltower.dispatch.deferral;

import java.util.UUID;
import org.belltower.model.outcome.Outcome.LaneOffset;

/// What becomes of a push that was claimed. If the claim has been lost since, only [Finished]
/// changes anything.
public sealed interface End {
    DeferredPush.PushKey key();

    /// Who claimed it.
    UUID claimer();

    /// Its outcome is durable, or it stands among the dead letters.
    ///
    /// @param place where its record stood: of another record of the same push, which was put since,
    ///     this is not the end
    record Finished(DeferredPush.PushKey key, UUID claimer, LaneOffset place) implements End {}

    /// It waits once more; nothing of it is out.
    record Again(DeferredPush.PushKey key, UUID claimer, DeferredPush.Wait waits) implements End {}

    /// Whoever comes next takes it; whether it has been sent is not known.
    record LetGo(DeferredPush.PushKey key, UUID claimer) implements End {}
}
