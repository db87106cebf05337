package org.belltower.registry.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One change of one thing (I-54). Ids and switches, never names or secrets (I-50).
///
/// @param id grows with each entry
/// @param origin from where; null if the service did it by itself, or nothing is known of it
/// @param before what it was, by field; null if it came. A field without a value is left out
/// @param after what it is, in the same way; null if it went
public record AuditEntry(
        long id,
        Instant at,
        Actor actor,
        @Nullable Origin origin,
        Subject subject,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after) {
    /// Who did it.
    ///
    /// @param kind person, client (a program), service (by itself), or database (somebody at the database itself)
    /// @param id of the person, the client, the service, or the role
    public record Actor(String kind, String id) {
        /// All that there are, as the table has them (V9).
        public static final List<String> KINDS = List.of("person", "client", "service", "database");
    }

    /// From where it was done.
    ///
    /// @param client the application that the caller's token was issued to; null if it names none, or
    ///     somebody was at the database itself
    /// @param address the network address of the caller, or of whoever was at the database; null if there was
    ///     none
    public record Origin(@Nullable String client, @Nullable String address) {}

    /// What was changed.
    ///
    /// @param kind such as district, school, calendar, subscription, right, app
    /// @param id of a right the group, of a subscription the device
    public record Subject(String kind, String id) {
        /// All that the triggers of the tables write down.
        public static final List<String> KINDS = List.of(
                "app",
                "calendar",
                "credential",
                "default-subscription",
                "district",
                "office-messages",
                "platform",
                "preference",
                "relationship",
                "right",
                "school",
                "session-cutoff",
                "subscription");
    }
}
