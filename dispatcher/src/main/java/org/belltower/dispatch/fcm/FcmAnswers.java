package org.belltower.dispatch.fcm;

import java.time.Duration;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.SendOutcome.Whom;

/// What a refusal of FCM means for the push. Firebase: "FCM error codes" of the HTTP v1 API. Pure.
final class FcmAnswers {
    /// A quota is counted by the minute.
    private static final Duration QUOTA = Duration.ofMinutes(1);

    static final int UNAUTHORIZED = 401;
    private static final String OTHER = "other";

    private FcmAnswers() {}

    static SendOutcome classify(FcmAnswer answer) {
        return switch (answer.code()) {
            // FCM does not say since when.
            case "UNREGISTERED" -> new SendOutcome.TokenDead(null);
            case "SENDER_ID_MISMATCH" -> new SendOutcome.TokenNotForApp();
            // Also what a malformed message is called: a bare one proves nothing about the token (C9).
            case "INVALID_ARGUMENT" ->
                answer.namesToken() ? new SendOutcome.TokenRejected() : new SendOutcome.Malformed(answer.code());
            case "QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED" -> overQuota(answer.code(), answer);
            case "UNAVAILABLE", "INTERNAL" -> failing(answer.code(), answer);
            case "THIRD_PARTY_AUTH_ERROR", "APNS_AUTH_ERROR", "UNAUTHENTICATED", "PERMISSION_DENIED" ->
                new SendOutcome.CredentialsRejected(answer.code());
            default -> byStatus(answer);
        };
    }

    /// Whether a new access token may help: not if it is the platform's credential in the project
    /// that is bad.
    static boolean mayBeStaleAccessToken(FcmAnswer answer) {
        return switch (answer.code()) {
            case "THIRD_PARTY_AUTH_ERROR", "APNS_AUTH_ERROR" -> false;
            default -> answer.status() == UNAUTHORIZED;
        };
    }

    /// A word that Firebase has not told us yet, or none.
    private static SendOutcome byStatus(FcmAnswer answer) {
        return switch (answer.status()) {
            case 400, 413 -> new SendOutcome.Malformed(OTHER);
            // Not found, but not the token: the project is.
            case 401, 403, 404 -> new SendOutcome.CredentialsRejected(OTHER);
            case 429 -> overQuota(OTHER, answer);
            case 408, 500, 502, 503, 504 -> failing(OTHER, answer);
            default -> new SendOutcome.Unknown(OTHER);
        };
    }

    /// A device's own quota ("Maximum message rate to a single device") is no other push's matter.
    private static SendOutcome overQuota(String code, FcmAnswer answer) {
        return new SendOutcome.Retry(
                code, answer.retryAfter().orElse(QUOTA), answer.namesDevice() ? Whom.DEVICE : Whom.CREDENTIAL);
    }

    private static SendOutcome failing(String code, FcmAnswer answer) {
        return new SendOutcome.Retry(code, answer.retryAfter().orElse(Duration.ZERO), Whom.CREDENTIAL);
    }
}
