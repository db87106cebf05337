package org.belltower.registry.preference.http;

import org.belltower.registry.device.http.Refusals;
import org.belltower.registry.preference.Saved;

/// What an app is told of a choice.
final class Choosing {
    private Choosing() {}

    /// @throws org.belltower.service.http.ProblemException unless it is done
    static <T> T doneOrRefused(Saved<T> saved) {
        return switch (saved) {
            case Saved.Done<T> done -> done.mine();
            case Saved.NotSignedIn<T> _ -> throw Refusals.notSignedIn();
            case Saved.SessionsEnded<T> _ -> throw Refusals.sessionsEnded();
        };
    }
}
