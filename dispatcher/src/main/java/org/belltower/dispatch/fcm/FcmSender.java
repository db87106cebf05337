package org.belltower.dispatch.fcm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.belltower.dispatch.fcm.http2.Http2Answer;
import org.belltower.dispatch.fcm.http2.Http2Connections;
import org.belltower.dispatch.fcm.http2.Http2Request;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.OnThread;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;

/// Sends an app's pushes to Firebase. Each is resolved by the deadline, whatever the servers do.
///
/// Thread-safe.
final class FcmSender implements OnThread.Blocking {
    private static final int OK = 200;

    private final AccessTokens tokens;
    private final Http2Connections connections;
    private final Duration deadline;
    private final InstantSource time;
    private final LongSupplier nanoTime;

    FcmSender(
            AccessTokens tokens,
            Http2Connections connections,
            Duration deadline,
            InstantSource time,
            LongSupplier nanoTime) {
        this.tokens = tokens;
        this.connections = connections;
        this.deadline = deadline;
        this.time = time;
        this.nanoTime = nanoTime;
    }

    @Override
    public SendOutcome send(Push push, DeviceToken token, LastLook look) throws InterruptedException {
        if (!FcmPayload.fits(push)) {
            return new SendOutcome.Malformed("PayloadTooLarge");
        }
        Attempt attempt = new Attempt(
                FcmPayload.json(push, token, time.instant()), look, nanoTime.getAsLong() + deadline.toNanos());
        return switch (tokens.get(attempt.deadline)) {
            case AccessTokens.Access.Withheld withheld -> withheld.outcome();
            case AccessTokens.Access.Granted granted -> send(attempt, granted);
        };
    }

    /// Once more if it may be the access token that was refused, with another one.
    private SendOutcome send(Attempt attempt, AccessTokens.Access.Granted granted) throws InterruptedException {
        Http2Answer answer = attempt.by(granted);
        if (!mayBeStale(answer)) {
            return outcome(answer);
        }
        return switch (tokens.after(granted, attempt.deadline)) {
            case AccessTokens.Access.Withheld withheld -> withheld.outcome();
            case AccessTokens.Access.Granted another -> outcome(attempt.by(another));
        };
    }

    private boolean mayBeStale(Http2Answer answer) {
        return answer instanceof Http2Answer.Answered answered
                && answered.status() == FcmAnswers.UNAUTHORIZED
                && FcmAnswers.mayBeStaleAccessToken(refusal(answered));
    }

    private SendOutcome outcome(Http2Answer answer) {
        return switch (answer) {
            case Http2Answer.Answered answered ->
                answered.status() / 100 * 100 == OK
                        ? new SendOutcome.Accepted()
                        : FcmAnswers.classify(refusal(answered));
            case Http2Answer.HeldBack _ -> new SendOutcome.HeldBack();
            case Http2Answer.NotProcessed(String code) ->
                new SendOutcome.Retry(code, Duration.ZERO, SendOutcome.Whom.NOT_PROCESSED);
            case Http2Answer.Lost(String code) -> new SendOutcome.Unknown(code);
        };
    }

    private FcmAnswer refusal(Http2Answer.Answered answered) {
        return FcmAnswer.of(answered.status(), answered.body(), answered.retryAfter(), time.instant());
    }

    /// One push on its way, which may become two requests.
    private final class Attempt {
        private final byte[] json;
        private final LastLook look;
        private final long deadline;

        private Attempt(byte[] json, LastLook look, long deadline) {
            this.json = json;
            this.look = look;
            this.deadline = deadline;
        }

        private Http2Answer by(AccessTokens.Access.Granted granted) throws InterruptedException {
            return connections.send(new Http2Request(granted.headers(), json, look, deadline));
        }
    }
}
