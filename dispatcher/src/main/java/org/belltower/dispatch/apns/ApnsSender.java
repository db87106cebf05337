package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.PushNotificationResponse;
import java.util.Optional;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.jspecify.annotations.Nullable;

/// Sends an app's pushes to Apple. `apns-id` and `apns-collapse-id` are the push's id, so that a
/// repeat replaces the first on the phone.
///
/// Thread-safe.
final class ApnsSender implements PushSender {
    private final ApnsConnection connection;
    private final String topic;

    /// @param topic the app's bundle id
    ApnsSender(ApnsConnection connection, String topic) {
        this.connection = connection;
        this.topic = topic;
    }

    @Override
    public Attempt send(Push push, DeviceToken token, LastLook look, Answer answer) {
        ApnsPayload payload = ApnsPayload.of(push);
        if (!payload.fits()) {
            answer.answered(new SendOutcome.Malformed("PayloadTooLarge"));
            return Attempt.OVER;
        }
        ApnsNotification notification = new ApnsNotification(push, token, topic, payload, look);
        return connection.send(
                notification,
                (response, failure) ->
                        answer.answered(response == null ? unanswered(notification, failure) : classify(response)));
    }

    private static SendOutcome unanswered(ApnsNotification notification, @Nullable Throwable failure) {
        if (notification.isHeldBack()) {
            return new SendOutcome.HeldBack();
        }
        // A connection that was refused, cut or closed. The texts are Pushy's and Netty's: not for our log.
        return Optional.ofNullable(failure)
                .flatMap(TlsAlerts::refusingCertificate)
                .<SendOutcome>map(SendOutcome.CredentialsRejected::new)
                .orElseGet(() -> new SendOutcome.Unknown("connection"));
    }

    private static SendOutcome classify(PushNotificationResponse<ApnsNotification> response) {
        return ApnsAnswers.classify(
                response.getStatusCode(),
                response.getRejectionReason().orElse(null),
                response.getTokenInvalidationTimestamp().orElse(null));
    }
}
