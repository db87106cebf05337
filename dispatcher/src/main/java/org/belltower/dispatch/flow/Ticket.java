package org.belltower.dispatch.flow;

import java.time.Instant;

/// Who asks for a permit. Called once for each time that it asked, unless it was taken back before;
/// must neither block nor throw.
public interface Ticket {
    Turn turn();

    /// It may send. [Permit#giveBack] is due exactly once.
    void granted(Permit permit);

    /// It would wait in vain: the provider is away or refuses us, or the app's tokens are of
    /// another environment.
    ///
    /// @param until come again then
    /// @param by the first that is in its way
    void closed(Instant until, Hold by);
}
