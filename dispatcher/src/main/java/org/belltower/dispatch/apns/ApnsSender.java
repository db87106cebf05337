package org.belltower.dispatch.apns;

import java.time.Duration;
import java.util.Optional;
import org.belltower.dispatch.apns.pool.ApnsAnswer;
import org.belltower.dispatch.apns.pool.ApnsPool;
import org.belltower.dispatch.apns.pool.ApnsRequest;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.SendOutcome.Whom;
import org.belltower.model.push.DeviceToken;
import org.jspecify.annotations.Nullable;

/// Sends an app's pushes to Apple. `apns-id` and `apns-collapse-id` are the push's id, so that a
/// repeat replaces the first on the phone.
///
/// Thread-safe.
final class ApnsSender implements PushSender {
    private final ApnsPool pool;
    private final Optional<ProviderTokens> tokens;
    private final SuspectTokens suspects;
    private final String topic;

    /// @param tokens by what the pool says who we are; empty if it does so by a certificate
    /// @param topic the app's bundle id
    ApnsSender(ApnsPool pool, Optional<ProviderTokens> tokens, SuspectTokens suspects, String topic) {
        this.pool = pool;
        this.tokens = tokens;
        this.suspects = suspects;
        this.topic = topic;
    }

    @Override
    public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
        ApnsPayload payload = ApnsPayload.of(notification);
        if (!payload.fits()) {
            answer.answered(new SendOutcome.Malformed("PayloadTooLarge"));
            return Attempt.OVER;
        }
        return pool.send(new ApnsRequest(
                new ApnsNotification(notification, token, topic, payload),
                suspects.contains(token),
                look,
                (came, authorization) -> {
                    SendOutcome outcome = outcome(came, authorization);
                    suspects.saw(token, outcome);
                    answer.answered(outcome);
                }));
    }

    private SendOutcome outcome(ApnsAnswer answer, @Nullable CharSequence authorization) {
        return switch (answer) {
            case ApnsAnswer.Answered answered -> classify(answered, authorization);
            case ApnsAnswer.HeldBack _ -> new SendOutcome.HeldBack();
            case ApnsAnswer.NotProcessed(String code) -> new SendOutcome.Retry(code, Duration.ZERO, Whom.NOT_PROCESSED);
            case ApnsAnswer.SuspectsBusy _ -> new SendOutcome.Retry("suspects-busy", Duration.ZERO, Whom.UNSENT);
            // The texts are Pushy's and Netty's: not for our log.
            case ApnsAnswer.Unreachable unreachable ->
                Optional.ofNullable(unreachable.cause())
                        .flatMap(TlsAlerts::refusingCertificate)
                        .<SendOutcome>map(SendOutcome.CredentialsRejected::new)
                        .orElseGet(() -> new SendOutcome.Retry(
                                "connection",
                                unreachable.after(),
                                unreachable.ofSuspects() ? Whom.UNSENT : Whom.CREDENTIAL));
            case ApnsAnswer.Lost _ -> new SendOutcome.Unknown("connection");
        };
    }

    private SendOutcome classify(ApnsAnswer.Answered answered, @Nullable CharSequence authorization) {
        SendOutcome outcome = ApnsAnswers.classify(answered.status(), answered.reason(), answered.invalidSince());
        if (outcome instanceof SendOutcome.Retry retry && authorization != null && tokens.isPresent()) {
            return tokensRefused(retry, authorization, tokens.get());
        }
        return outcome;
    }

    /// With another token the push goes again at once. Until one may be had no push would be taken.
    private static SendOutcome tokensRefused(
            SendOutcome.Retry retry, CharSequence authorization, ProviderTokens tokens) {
        switch (retry.code()) {
            case ApnsAnswers.EXPIRED_PROVIDER_TOKEN -> {
                Duration wait = tokens.expired(authorization);
                return wait.isZero() ? retry : new SendOutcome.Retry(retry.code(), wait, Whom.CREDENTIAL);
            }
            case ApnsAnswers.TOO_MANY_UPDATES -> tokens.changedTooOften();
            default -> {}
        }
        return retry;
    }
}
