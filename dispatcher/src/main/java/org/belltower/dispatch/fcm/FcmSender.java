package org.belltower.dispatch.fcm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.belltower.dispatch.fcm.http2.Http2Answer;
import org.belltower.dispatch.fcm.http2.Http2Connections;
import org.belltower.dispatch.fcm.http2.Http2Request;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;
import org.jspecify.annotations.Nullable;

/// Sends an app's pushes to Firebase. Each is resolved by the deadline, whatever the servers do, and
/// no thread waits for it.
///
/// Thread-safe.
final class FcmSender implements PushSender {
    private static final int OK = 200;
    private static final SendOutcome ABANDONED =
            new SendOutcome.Retry("abandoned", Duration.ZERO, SendOutcome.Whom.NOT_PROCESSED);

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
    public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
        if (!FcmPayload.fits(notification)) {
            answer.answered(new SendOutcome.Malformed("PayloadTooLarge"));
            return Attempt.OVER;
        }
        Sending sending = new Sending(
                FcmPayload.json(notification, token, time.instant()),
                look,
                nanoTime.getAsLong() + deadline.toNanos(),
                answer);
        tokens.get(sending.deadline, sending::first);
        return sending;
    }

    private boolean mayBeStale(Http2Answer answer) {
        return answer instanceof Http2Answer.Answered answered
                && answered.status() == FcmAnswers.UNAUTHORIZED
                && FcmAnswers.mayBeStaleAccessToken(refusal(answered));
    }

    private SendOutcome outcome(Http2Answer answer) {
        return switch (answer) {
            case Http2Answer.Answered answered ->
                isOk(answered) ? new SendOutcome.Accepted() : FcmAnswers.classify(refusal(answered));
            case Http2Answer.HeldBack _ -> new SendOutcome.HeldBack();
            case Http2Answer.NotProcessed(String code) ->
                new SendOutcome.Retry(code, Duration.ZERO, SendOutcome.Whom.NOT_PROCESSED);
            case Http2Answer.Unreached(String code) ->
                new SendOutcome.Retry(code, Duration.ZERO, SendOutcome.Whom.CREDENTIAL);
            case Http2Answer.Lost(String code) -> new SendOutcome.Unknown(code);
        };
    }

    private static boolean isOk(Http2Answer.Answered answered) {
        return answered.status() / 100 * 100 == OK;
    }

    private FcmAnswer refusal(Http2Answer.Answered answered) {
        return FcmAnswer.of(answered.status(), answered.body(), answered.retryAfter(), time.instant());
    }

    /// One push on its way, which may become two requests: a second one if it may be the access
    /// token that was refused, with another one.
    private final class Sending implements Attempt {
        private final byte[] json;
        private final LastLook look;
        private final long deadline;
        private final Answer answer;
        private volatile boolean abandoned;
        private volatile @Nullable Attempt first;
        private volatile @Nullable Attempt second;

        private Sending(byte[] json, LastLook look, long deadline, Answer answer) {
            this.json = json;
            this.look = look;
            this.deadline = deadline;
            this.answer = answer;
        }

        private void first(AccessTokens.Access access) {
            switch (access) {
                case AccessTokens.Access.Withheld withheld -> answer.answered(withheld.outcome());
                case AccessTokens.Access.Granted granted -> {
                    first = leave(granted, came -> answeredFirst(granted, came));
                    abandonIfLate();
                }
            }
        }

        private void answeredFirst(AccessTokens.Access.Granted by, Http2Answer came) {
            if (mayBeStale(came)) {
                tokens.after(by, deadline, this::second);
            } else {
                answer.answered(outcome(came));
            }
        }

        private void second(AccessTokens.Access access) {
            switch (access) {
                case AccessTokens.Access.Withheld withheld -> answer.answered(withheld.outcome());
                case AccessTokens.Access.Granted granted -> {
                    second = leave(granted, came -> answer.answered(outcome(came)));
                    abandonIfLate();
                }
            }
        }

        private Attempt leave(AccessTokens.Access.Granted by, Http2Answer.Told told) {
            if (abandoned) {
                answer.answered(ABANDONED);
                return Attempt.OVER;
            }
            return connections.send(new Http2Request(by.headers(), json, look, deadline), told);
        }

        @Override
        public void abandon() {
            abandoned = true;
            abandonIfLate();
        }

        private void abandonIfLate() {
            if (abandoned) {
                abandon(first);
                abandon(second);
            }
        }

        private static void abandon(@Nullable Attempt attempt) {
            if (attempt != null) {
                attempt.abandon();
            }
        }
    }
}
