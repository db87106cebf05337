package org.belltower.dispatch.testpush.http;

import org.belltower.dispatch.testpush.TestPushEnds.Standing;
import org.belltower.model.outcome.Result;
import org.jspecify.annotations.Nullable;

/// Where a test push stands.
///
/// @param reason why it was skipped or failed. While it waits, why it could not go the last time that it was
///     sent, null if it was not sent yet. Null otherwise
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
        return switch (standing) {
            case Standing.Waiting waiting -> new TestPushStatus(State.WAITING, waiting.reason());
            case Standing.Ended ended -> of(ended.result());
        };
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
