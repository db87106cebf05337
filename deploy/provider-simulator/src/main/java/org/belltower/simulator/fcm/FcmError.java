package org.belltower.simulator.fcm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.simulator.script.Reply;
import org.jspecify.annotations.Nullable;

/// An error in the form in which Google's APIs give it: `{"error": {code, message, status, details}}`.
///
/// Sources: Firebase, *ErrorCode* of FCM v1: <https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode>;
/// Google,
/// *AIP-193 Errors*: <https://google.aip.dev/193>; *QuotaFailure* of `google.rpc`.
///
/// @param code the HTTP status
/// @param reason FCM's error code, or one of Google's own where the request never reached FCM
/// @param message for people
/// @param violations of single fields
/// @param quota that was exceeded; null if that is not said
record FcmError(int code, String reason, String message, List<Violation> violations, Reply.@Nullable Quota quota) {

    /// What is wrong with one field.
    record Violation(String field, String description) {}

    static final String INVALID_TOKEN = "The registration token is not a valid FCM registration token";

    /// Errors of Google's front end. They carry no detail of type FcmError.
    private static final Set<String> WITHOUT_FCM_DETAIL = Set.of("UNAUTHENTICATED", "PERMISSION_DENIED", "NOT_FOUND");

    private static final Map<Integer, String> STATUS_NAMES = Map.of(
            400, "INVALID_ARGUMENT",
            401, "UNAUTHENTICATED",
            403, "PERMISSION_DENIED",
            404, "NOT_FOUND",
            429, "RESOURCE_EXHAUSTED",
            500, "INTERNAL",
            503, "UNAVAILABLE");

    private static final Map<String, String> MESSAGES = Map.of(
            "UNREGISTERED", "Requested entity was not found.",
            "SENDER_ID_MISMATCH", "SenderId mismatch",
            "QUOTA_EXCEEDED", "Quota exceeded for quota metric 'Messages' and limit 'Messages per minute'.",
            "UNAVAILABLE", "The service is currently unavailable.",
            "INTERNAL", "Internal error encountered.",
            "THIRD_PARTY_AUTH_ERROR", "Auth error from APNS or Web Push Service",
            "UNAUTHENTICATED",
                    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid"
                            + " authentication credential.");

    FcmError {
        violations = List.copyOf(violations);
    }

    /// An error with Google's usual message for it.
    static FcmError of(int code, String reason) {
        return new FcmError(code, reason, MESSAGES.getOrDefault(reason, "Request failed."), List.of());
    }

    private FcmError(int code, String reason, String message, List<Violation> violations) {
        this(code, reason, message, violations, null);
    }

    /// What the script says.
    static FcmError of(Reply.Reject reject) {
        FcmError usual = of(reject.status(), reject.reason());
        String field = reject.field();
        if (field == null) {
            return new FcmError(usual.code, usual.reason, usual.message, List.of(), reject.quota());
        }
        String description = field.equals("message.token") ? INVALID_TOKEN : "Invalid value at '" + field + "'";
        return new FcmError(
                usual.code, usual.reason, description, List.of(new Violation(field, description)), reject.quota());
    }

    static FcmError unauthenticated() {
        return of(401, "UNAUTHENTICATED");
    }

    static FcmError permissionDenied(String project) {
        String message = "Permission 'cloudmessaging.messages.create' denied on resource"
                + " '//cloudresourcemanager.googleapis.com/projects/" + project + "' (or it may not exist).";
        return new FcmError(403, "PERMISSION_DENIED", message, List.of());
    }

    static FcmError notFound() {
        return new FcmError(404, "NOT_FOUND", "The requested URL was not found on this server.", List.of());
    }

    static FcmError invalid(String message) {
        return new FcmError(400, "INVALID_ARGUMENT", message, List.of());
    }

    static FcmError invalidField(String field, String description) {
        return new FcmError(400, "INVALID_ARGUMENT", description, List.of(new Violation(field, description)));
    }

    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode error = root.putObject("error");
        error.put("code", code);
        error.put("message", message);
        error.put("status", STATUS_NAMES.getOrDefault(code, "UNKNOWN"));
        if (!WITHOUT_FCM_DETAIL.contains(reason)) {
            ArrayNode details = error.putArray("details");
            details.addObject()
                    .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                    .put("errorCode", reason);
            if (!violations.isEmpty()) {
                ObjectNode bad = details.addObject().put("@type", "type.googleapis.com/google.rpc.BadRequest");
                ArrayNode fields = bad.putArray("fieldViolations");
                violations.forEach(violation ->
                        fields.addObject().put("field", violation.field()).put("description", violation.description()));
            }
            if (quota != null) {
                write(quota, details.addObject());
            }
        }
        return root.toString();
    }

    /// Firebase says that there is such a detail and what the quotas are called, and gives no
    /// example of it.
    private static void write(Reply.Quota quota, ObjectNode detail) {
        detail.put("@type", "type.googleapis.com/google.rpc.QuotaFailure");
        detail.putArray("violations")
                .addObject()
                .put(
                        "subject",
                        switch (quota) {
                            case MESSAGE -> "project";
                            case DEVICE_MESSAGE -> "device";
                            case TOPIC_MESSAGE -> "topic";
                        })
                .put(
                        "description",
                        switch (quota) {
                            case MESSAGE -> "Message rate exceeded";
                            case DEVICE_MESSAGE -> "Device message rate exceeded";
                            case TOPIC_MESSAGE -> "Topic message rate exceeded";
                        });
    }
}
