package org.belltower.simulator.script;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.simulator.received.Answer;
import org.jspecify.annotations.Nullable;

/// What a push that is in order is answered.
public sealed interface Reply {

    /// Accepted, status 200.
    record Accept() implements Reply {}

    /// Refused with a status and the provider's word for why.
    ///
    /// @param status 400 to 599
    /// @param reason APNs: `Unregistered`, … FCM: the error code, `UNREGISTERED`, …
    /// @param timestamp APNs only: when the token ceased to be active. Without one a 410 carries
    /// the moment of the answer
    /// @param headers added to the answer, names in lower case: `retry-after`
    /// @param field FCM only: the field that the error's details name, such as `message.token`.
    /// None without one
    /// @param quota FCM only: the quota that the error's details name. None without one
    record Reject(
            int status,
            String reason,
            @Nullable Instant timestamp,
            Map<String, String> headers,
            @Nullable String field,
            @Nullable Quota quota)
            implements Reply {
        /// Checks the status and the reason, copies the headers.
        public Reject {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status must be 400 to 599: " + status);
            }
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason must not be blank");
            }
            headers = Map.copyOf(headers);
            headers.keySet().forEach(Reply::requireHeaderName);
        }

        /// The same with the time at which the token ceased to be active.
        public Reject since(Instant timestamp) {
            return new Reject(status, reason, timestamp, headers, field, quota);
        }

        /// The same with details that name a field, as FCM does for some of its `INVALID_ARGUMENT`.
        public Reject naming(String field) {
            return new Reject(status, reason, timestamp, headers, field, quota);
        }

        /// The same with details that name a quota, as FCM does for `QUOTA_EXCEEDED`.
        public Reject over(Quota quota) {
            return new Reject(status, reason, timestamp, headers, field, quota);
        }

        /// The same with one more header.
        ///
        /// @param name in lower case, as HTTP/2 demands
        public Reject withHeader(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reject(status, reason, timestamp, more, field, quota);
        }
    }

    /// What FCM counts and limits: "ErrorCode" of the HTTP v1 API.
    enum Quota {
        /// The messages of a project.
        MESSAGE,
        /// The messages to one device.
        DEVICE_MESSAGE,
        /// The messages to a topic.
        TOPIC_MESSAGE
    }

    /// Answered with just this, whether or not it is what the provider would ever say: no body, an
    /// error page of a proxy, half a JSON.
    ///
    /// @param status 200 to 599; a push that gets 200 counts as accepted
    /// @param headers names in lower case; none is added
    /// @param body empty for none
    record Verbatim(int status, Map<String, String> headers, String body) implements Reply {
        /// Checks the status, copies the headers.
        public Verbatim {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status must be 200 to 599: " + status);
            }
            headers = Map.copyOf(headers);
            headers.keySet().forEach(Reply::requireHeaderName);
        }
    }

    /// Received, and then the stream is reset: the sender cannot know what became of the push.
    ///
    /// @param errorCode of HTTP/2 (RFC 9113, section 7): 2 is `INTERNAL_ERROR`, 8 `CANCEL`
    record Reset(long errorCode) implements Reply {
        /// A number of 32 bits. `REFUSED_STREAM` says that nothing was processed: that is [Refuse].
        public Reset {
            if (errorCode < 0 || errorCode > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("error code must be 0 to 4294967295: " + errorCode);
            }
            if (errorCode == Refuse.REFUSED_STREAM) {
                throw new IllegalArgumentException("error code 7 is a refusal: the push is not received");
            }
        }
    }

    /// The stream is reset with `REFUSED_STREAM`: the provider did not process the push, and the
    /// sender may send it again at once (RFC 9113, section 8.7). It is counted, and not recorded as
    /// received.
    record Refuse() implements Reply {
        /// The error code.
        public static final long REFUSED_STREAM = 7;
    }

    /// Received and never answered; the stream stays open.
    record Stall() implements Reply {}

    /// The connection is cut at once, with no GOAWAY, whatever else is in flight on it.
    record Disconnect() implements Reply {}

    /// How the record of what was received names this reply; null for a push that was not
    /// processed.
    default @Nullable Answer asAnswer() {
        return switch (this) {
            case Accept() -> ACCEPTED;
            case Reject reject -> new Answer.Rejected(reject.status(), reject.reason());
            case Verbatim verbatim -> verbatim.status() == 200 ? ACCEPTED : new Answer.Rejected(verbatim.status(), "");
            case Reset(long errorCode) -> new Answer.Reset(errorCode);
            case Refuse() -> null;
            case Stall() -> new Answer.Stalled();
            case Disconnect() -> new Answer.Disconnected();
        };
    }

    /// The one that most pushes get.
    Answer ACCEPTED = new Answer.Accepted();

    /// Accepted, status 200.
    static Accept accept() {
        return new Accept();
    }

    /// Refused with a status and the provider's word for why.
    static Reject reject(int status, String reason) {
        return new Reject(status, reason, null, Map.of(), null, null);
    }

    /// Received and never answered.
    static Stall stall() {
        return new Stall();
    }

    /// The connection is cut at once.
    static Disconnect disconnect() {
        return new Disconnect();
    }

    /// Answered with just this.
    ///
    /// @param headers names in lower case
    /// @param body empty for none
    static Reply verbatim(int status, Map<String, String> headers, String body) {
        return new Verbatim(status, headers, body);
    }

    /// Received, and the stream is reset.
    ///
    /// @param errorCode of HTTP/2: 2 is `INTERNAL_ERROR`, 8 `CANCEL`
    static Reply reset(long errorCode) {
        return new Reset(errorCode);
    }

    /// Not processed: the stream is reset with `REFUSED_STREAM`.
    static Reply refuse() {
        return new Refuse();
    }

    private static void requireHeaderName(String name) {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("headers must have names of a-z, 0-9 and '-': " + name);
        }
    }
}
