package org.belltower.simulator.apns;

import java.util.Locale;

/// The reasons that Apple documents, with their status.
///
/// Source: Apple, *Handling notification responses from APNs*, "Understand error codes":
/// <https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns>.
public enum ApnsReason {
    /// The collapse id is longer than allowed.
    BAD_COLLAPSE_ID(400, "BadCollapseId"),
    /// The device token is malformed, unknown, or of the other environment.
    BAD_DEVICE_TOKEN(400, "BadDeviceToken"),
    /// `apns-expiration` is not a time.
    BAD_EXPIRATION_DATE(400, "BadExpirationDate"),
    /// `apns-id` is not a UUID.
    BAD_MESSAGE_ID(400, "BadMessageId"),
    /// `apns-priority` is not 10, 5 or 1.
    BAD_PRIORITY(400, "BadPriority"),
    /// `apns-topic` is malformed.
    BAD_TOPIC(400, "BadTopic"),
    /// The device token belongs to another topic.
    DEVICE_TOKEN_NOT_FOR_TOPIC(400, "DeviceTokenNotForTopic"),
    /// A header came more than once.
    DUPLICATE_HEADERS(400, "DuplicateHeaders"),
    /// The connection was idle.
    IDLE_TIMEOUT(400, "IdleTimeout"),
    /// `apns-push-type` is none of Apple's.
    INVALID_PUSH_TYPE(400, "InvalidPushType"),
    /// The path names no device token.
    MISSING_DEVICE_TOKEN(400, "MissingDeviceToken"),
    /// `apns-topic` is missing.
    MISSING_TOPIC(400, "MissingTopic"),
    /// The payload is empty.
    PAYLOAD_EMPTY(400, "PayloadEmpty"),
    /// The topic is not one of the team's.
    TOPIC_DISALLOWED(400, "TopicDisallowed"),
    /// The client certificate is bad.
    BAD_CERTIFICATE(403, "BadCertificate"),
    /// The client certificate is for the other environment.
    BAD_CERTIFICATE_ENVIRONMENT(403, "BadCertificateEnvironment"),
    /// The provider token is stale.
    EXPIRED_PROVIDER_TOKEN(403, "ExpiredProviderToken"),
    /// The action is not allowed.
    FORBIDDEN(403, "Forbidden"),
    /// The provider token is not valid, or its signature is not.
    INVALID_PROVIDER_TOKEN(403, "InvalidProviderToken"),
    /// No provider token came.
    MISSING_PROVIDER_TOKEN(403, "MissingProviderToken"),
    /// The key is not for this team.
    UNRELATED_KEY_ID_IN_TOKEN(403, "UnrelatedKeyIdInToken"),
    /// The key is for the other environment.
    BAD_ENVIRONMENT_KEY_ID_IN_TOKEN(403, "BadEnvironmentKeyIdInToken"),
    /// The path is not `/3/device/…`.
    BAD_PATH(404, "BadPath"),
    /// The method is not POST.
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
    /// The device token has expired.
    EXPIRED_TOKEN(410, "ExpiredToken"),
    /// The device token is inactive for the topic.
    UNREGISTERED(410, "Unregistered"),
    /// The payload is larger than allowed.
    PAYLOAD_TOO_LARGE(413, "PayloadTooLarge"),
    /// The provider token changes too often.
    TOO_MANY_PROVIDER_TOKEN_UPDATES(429, "TooManyProviderTokenUpdates"),
    /// Too many pushes to one device token.
    TOO_MANY_REQUESTS(429, "TooManyRequests"),
    /// Apple's own failure.
    INTERNAL_SERVER_ERROR(500, "InternalServerError"),
    /// Unavailable for now.
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable"),
    /// The server is shutting down.
    SHUTDOWN(503, "Shutdown");

    private final int status;
    private final String text;

    ApnsReason(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// Apple's word, as in the answer's JSON.
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return status + " " + text + " (" + name().toLowerCase(Locale.ROOT) + ")";
    }
}
