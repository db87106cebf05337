package org.belltower.dispatch.fcm;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import com.google.firebase.messaging.FirebaseMessaging;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.Message;
import java.time.Duration;
import java.time.InstantSource;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.OnThread;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.jspecify.annotations.Nullable;

/// Sends an app's pushes to Firebase.
///
/// Thread-safe.
final class FcmSender implements OnThread.Blocking {
    private final FirebaseMessaging messaging;
    private final InstantSource time;

    FcmSender(FirebaseMessaging messaging, InstantSource time) {
        this.messaging = messaging;
        this.time = time;
    }

    @Override
    public SendOutcome send(Push push, DeviceToken token, LastLook look) throws InterruptedException {
        if (!FcmMessages.fits(push)) {
            return new SendOutcome.Malformed("PayloadTooLarge");
        }
        Message message = FcmMessages.of(push, token, time.instant());
        SendOutcome outcome =
                ScopedValue.where(FcmAttempt.CURRENT, new FcmAttempt(look)).call(() -> send(message));
        if (Thread.interrupted()) {
            throw new InterruptedException("the answer is no longer wanted");
        }
        return outcome;
    }

    private SendOutcome send(Message message) {
        try {
            String _ = messaging.send(message);
            return new SendOutcome.Accepted();
        } catch (FirebaseMessagingException e) {
            return classify(e);
        }
    }

    /// The library's own texts may quote the request or the answer: only what kind of failure it is
    /// counts.
    private static SendOutcome classify(FirebaseMessagingException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case FcmHeldBack _ -> {
                    return new SendOutcome.HeldBack();
                }
                case FcmRefusal refusal -> {
                    return FcmAnswers.classify(refusal.answer());
                }
                // No access token to send with: the push did not leave.
                case Retryable token -> {
                    return token.isRetryable()
                            ? new SendOutcome.Retry(
                                    "access-token-unavailable", Duration.ZERO, SendOutcome.Whom.CREDENTIAL)
                            : new SendOutcome.CredentialsRejected("access-token-refused");
                }
                // FCM refused the access token, and another was not to be had.
                case HttpResponseException answer
                when answer.getStatusCode() == FcmAnswers.UNAUTHORIZED -> {
                    return new SendOutcome.CredentialsRejected("access-token-refused");
                }
                default -> {}
            }
        }
        return new SendOutcome.Unknown("connection");
    }
}
