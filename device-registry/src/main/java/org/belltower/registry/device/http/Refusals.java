package org.belltower.registry.device.http;

import org.belltower.model.wire.Problem;
import org.belltower.registry.device.Changed;
import org.belltower.registry.device.Mine;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Registered;
import org.belltower.registry.platform.Support;
import org.belltower.service.http.ProblemException;

/// What an app is told when a registration, or a person's choice, is refused.
public final class Refusals {
    private Refusals() {}

    /// @throws ProblemException naming the field and the rule
    static MyDevice boundOrRefused(Registered registered) {
        return switch (registered) {
            case Registered.Bound bound -> bound.device();
            case Registered.OtherApp _ ->
                throw new ProblemException(
                        Problem.of(409, "Conflict", "The installation is registered as another app's.", "app"));
            case Registered.SessionsEnded _ -> throw sessionsEnded();
            case Registered.HandsetNotTold _ ->
                throw ProblemException.badRequest(
                        "handset", "handset is required: the district has a table of supported platforms");
            case Registered.Unsupported unsupported ->
                throw new ProblemException(Problem.of(
                        422,
                        "Unprocessable Content",
                        sentence(unsupported),
                        field(unsupported.why().cause())));
        };
    }

    /// @throws ProblemException unless it is done
    static void doneOrRefused(Changed changed) {
        switch (changed) {
            case DONE -> {}
            case NOT_SIGNED_IN -> throw notSignedIn();
            case SESSIONS_ENDED -> throw sessionsEnded();
        }
    }

    /// @throws ProblemException unless it is shown
    public static <T> T shownOrRefused(Mine<T> mine) {
        return switch (mine) {
            case Mine.Shown<T> shown -> shown.mine();
            case Mine.NotSignedIn<T> _ -> throw notSignedIn();
            case Mine.SessionsEnded<T> _ -> throw sessionsEnded();
        };
    }

    static ProblemException notSignedIn() {
        return ProblemException.notFound("You are not signed in on such a device.");
    }

    private static ProblemException sessionsEnded() {
        return new ProblemException(Problem.of(
                401,
                "Unauthorized",
                "Your sessions, all or those on this device, were ended after you signed in. Sign in again."));
    }

    private static String sentence(Registered.Unsupported unsupported) {
        Support.Unsupported why = unsupported.why();
        String what = switch (why.cause()) {
            case NOT_LISTED -> "No row of the supported platforms is about such a device";
            case VERSION_TOO_LOW -> "The version is below the minimum of ";
            case MODEL_EXCLUDED -> "The model is excluded by ";
            case SCREEN_EXCLUDED -> "The size of the screen is excluded by ";
        };
        return why.rule() == null ? what + "." : what + "rule " + why.rule() + ": " + unsupported.reason();
    }

    private static String field(Support.Cause cause) {
        return switch (cause) {
            case NOT_LISTED -> "handset.platform";
            case VERSION_TOO_LOW -> "handset.osVersion";
            case MODEL_EXCLUDED -> "handset.model";
            case SCREEN_EXCLUDED -> "handset.screen";
        };
    }
}
