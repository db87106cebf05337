package org.belltower.dispatch.apns;

import java.time.Duration;
import java.time.Instant;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.SendOutcome.Whom;
import org.jspecify.annotations.Nullable;

/// What an answer of APNs means for the push. Apple: "Handling notification responses from APNs".
/// Pure.
final class ApnsAnswers {
    /// Apple asks to come back after 15 minutes at the earliest when its servers fail.
    private static final Duration SERVER_FAILURE = Duration.ofMinutes(15);

    /// Too often for one device, or too many provider tokens: Apple names no time.
    private static final Duration TOO_OFTEN = Duration.ofMinutes(1);

    /// The clock is suspect, or the token is older than an hour.
    static final String EXPIRED_PROVIDER_TOKEN = "ExpiredProviderToken";

    static final String TOO_MANY_UPDATES = "TooManyProviderTokenUpdates";

    private static final String OTHER = "other";

    private ApnsAnswers() {}

    /// @param reason the provider's word; null if it gave none
    /// @param timestamp when the token ceased to be valid; null if not said
    static SendOutcome classify(int status, @Nullable String reason, @Nullable Instant timestamp) {
        if (status == 200) {
            return new SendOutcome.Accepted();
        }
        return switch (reason) {
            case "BadDeviceToken" -> new SendOutcome.TokenRejected();
            case "Unregistered", "ExpiredToken" -> gone(timestamp);
            case "DeviceTokenNotForTopic" -> new SendOutcome.TokenNotForApp();
            case "PayloadTooLarge",
                    "PayloadEmpty",
                    "BadCollapseId",
                    "BadMessageId",
                    "BadExpirationDate",
                    "BadPriority",
                    "InvalidPushType",
                    "DuplicateHeaders",
                    "MissingDeviceToken",
                    "BadPath",
                    "MethodNotAllowed" -> new SendOutcome.Malformed(reason);
            case "BadTopic",
                    "MissingTopic",
                    "TopicDisallowed",
                    "BadCertificate",
                    "BadCertificateEnvironment",
                    "Forbidden",
                    "InvalidProviderToken",
                    "MissingProviderToken",
                    "UnrelatedKeyIdInToken",
                    "BadEnvironmentKeyIdInToken" -> new SendOutcome.CredentialsRejected(reason);
            // The next one goes by another connection, and with another token if there may be one.
            case EXPIRED_PROVIDER_TOKEN, "IdleTimeout", "Shutdown" ->
                new SendOutcome.Retry(reason, Duration.ZERO, Whom.NOT_PROCESSED);
            // What is under way with the former token goes on.
            case TOO_MANY_UPDATES -> new SendOutcome.Retry(reason, TOO_OFTEN, Whom.PUSH);
            case "TooManyRequests" -> new SendOutcome.Retry(reason, TOO_OFTEN, Whom.DEVICE);
            case "InternalServerError", "ServiceUnavailable" ->
                new SendOutcome.Retry(reason, SERVER_FAILURE, Whom.PUSH);
            case null, default -> byStatus(status, timestamp);
        };
    }

    /// A word that Apple has not told us yet, or none.
    private static SendOutcome byStatus(int status, @Nullable Instant timestamp) {
        return switch (status) {
            case 400, 404, 405, 413 -> new SendOutcome.Malformed(OTHER);
            case 403 -> new SendOutcome.CredentialsRejected(OTHER);
            case 410 -> gone(timestamp);
            case 429 -> new SendOutcome.Retry(OTHER, TOO_OFTEN, Whom.DEVICE);
            case 500, 503 -> new SendOutcome.Retry(OTHER, SERVER_FAILURE, Whom.PUSH);
            default -> new SendOutcome.Unknown(OTHER);
        };
    }

    /// Without the time of its death there is no proof that the token was not registered again
    /// since (C9).
    private static SendOutcome gone(@Nullable Instant timestamp) {
        return timestamp == null ? new SendOutcome.TokenRejected() : new SendOutcome.TokenDead(timestamp);
    }
}
