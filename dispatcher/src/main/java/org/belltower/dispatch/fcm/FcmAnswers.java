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
            case "QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED" -> retry(answer.code(), answer, QUOTA);
            case "UNAVAILABLE", "INTERNAL" -> retry(answer.code(), answer, Duration.ZERO);
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
            case 429 -> retry(OTHER, answer, QUOTA);
            case 408, 500, 502, 503, 504 -> retry(OTHER, answer, Duration.ZERO);
            default -> new SendOutcome.Unknown(OTHER);
        };
    }

    private static SendOutcome retry(String code, FcmAnswer answer, Duration otherwise) {
        return new SendOutcome.Retry(code, answer.retryAfter().orElse(otherwise), Whom.CREDENTIAL);
    }
}
