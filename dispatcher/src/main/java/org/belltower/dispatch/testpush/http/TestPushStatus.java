package org.belltower.dispatch.testpush.http;

import org.belltower.dispatch.testpush.TestPushEnds.Standing;
import org.belltower.model.outcome.Result;
import org.jspecify.annotations.Nullable;

/// Where a test push stands.
///
/// @param reason why it was skipped or failed; null otherwise
public record TestPushStatus(State state, @Nullable String reason) {
    /// Accepted is by the provider: what the device shows is not known.
    public enum State {
        WAITING,
        ACCEPTED,
        SKIPPED,
        FAILED,
        TOKEN_DEAD,
        EXPIRED
    }

    static TestPushStatus of(Standing standing) {
        Result result = standing.result();
        return result == null ? new TestPushStatus(State.WAITING, null) : of(result);
    }

    private static TestPushStatus of(Result result) {
        return switch (result) {
            case Result.Accepted _ -> new TestPushStatus(State.ACCEPTED, null);
            case Result.Skipped skipped ->
                new TestPushStatus(State.SKIPPED, skipped.reason().name());
            case Result.Failed failed ->
                new TestPushStatus(State.FAILED, failed.reason().name());
            case Result.TokenDead _ -> new TestPushStatus(State.TOKEN_DEAD, null);
            case Result.Expired _ -> new TestPushStatus(State.EXPIRED, null);
        };
    }
}
