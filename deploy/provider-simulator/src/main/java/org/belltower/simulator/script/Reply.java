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
    /// @param timestamp APNs only: when the token ceased to be active. Without one a 410 carries the moment of the
    /// answer
    /// @param headers added to the answer, names in lower case: `retry-after`
    /// @param field FCM only: the field that the error's details name, such as `message.token`. None without one
    record Reject(
            int status,
            String reason,
            @Nullable Instant timestamp,
            Map<String, String> headers,
            @Nullable String field) implements Reply {
        /// Checks the status and the reason, copies the headers.
        public Reject {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status must be 400 to 599: " + status);
            }
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason must not be blank");
            }
            headers = Map.copyOf(headers);
            headers.keySet().forEach(Reject::requireHeaderName);
        }

        /// The same with the time at which the token ceased to be active.
        public Reject since(Instant timestamp) {
            return new Reject(status, reason, timestamp, headers, field);
        }

        /// The same with details that name a field, as FCM does for some of its `INVALID_ARGUMENT`.
        public Reject naming(String field) {
            return new Reject(status, reason, timestamp, headers, field);
        }

        /// The same with one more header.
        ///
        /// @param name in lower case, as HTTP/2 demands
        public Reject withHeader(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reject(status, reason, timestamp, more, field);
        }

        private static void requireHeaderName(String name) {
            if (!name.matches("[a-z0-9-]+")) {
                throw new IllegalArgumentException("headers must have names of a-z, 0-9 and '-': " + name);
            }
        }
    }

    /// Received and never answered; the stream stays open.
    record Stall() implements Reply {}

    /// The connection is cut at once, with no GOAWAY, whatever else is in flight on it.
    record Disconnect() implements Reply {}

    /// How the record of what was received names this reply.
    default Answer asAnswer() {
        return switch (this) {
            case Accept() -> new Answer.Accepted();
            case Reject reject -> new Answer.Rejected(reject.status(), reject.reason());
            case Stall() -> new Answer.Stalled();
            case Disconnect() -> new Answer.Disconnected();
        };
    }

    /// Accepted, status 200.
    static Accept accept() {
        return new Accept();
    }

    /// Refused with a status and the provider's word for why.
    static Reject reject(int status, String reason) {
        return new Reject(status, reason, null, Map.of(), null);
    }

    /// Received and never answered.
    static Stall stall() {
        return new Stall();
    }

    /// The connection is cut at once.
    static Disconnect disconnect() {
        return new Disconnect();
    }
}
