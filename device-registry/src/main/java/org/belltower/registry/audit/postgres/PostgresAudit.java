package org.belltower.registry.audit.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.JsonCodec;
import org.belltower.registry.audit.AuditEntry;
import org.belltower.registry.audit.AuditRequest;
import org.belltower.registry.page.ListPage;
import org.belltower.registry.postgres.Conditions;
import org.belltower.registry.postgres.DistrictTransactions;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Reads what the database's triggers wrote down (V9, V17). Blocks; thread-safe.
public final class PostgresAudit {
    private static final Conditions CONDITIONS = new Conditions(Map.of(
            "subjectKind", "subject_kind = :subjectKind",
            "subject", "subject = :subject",
            "actorKind", "actor_kind = :actorKind",
            "actor", "actor = :actor"));
    private static final String COLUMNS = """
            id, at, actor_kind, actor, origin_client, host(origin_address) AS origin_address, subject_kind, subject,
            before, after""";
    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};
    private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");

    private final DistrictTransactions transactions;

    public PostgresAudit(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Newest first.
    public ListPage<AuditEntry> page(DistrictId district, AuditRequest request) {
        return transactions.read(district, handle -> {
            Query query = handle.createQuery("SELECT " + COLUMNS + " FROM audit_entry WHERE " + conditions(request)
                            + " ORDER BY id DESC LIMIT :limit")
                    .bind("before", request.before())
                    .bindMap(request.filters())
                    .bind("limit", request.limit() + 1);
            bind(query, "from", request.from());
            bind(query, "to", request.to());
            List<AuditEntry> entries = query.map((row, _) -> entry(row)).list();
            return ListPage.of(entries, request.limit(), last -> Long.toString(last.id()));
        });
    }

    private static void bind(Query query, String name, @Nullable Object value) {
        if (value != null) {
            query.bind(name, value);
        }
    }

    private static String conditions(AuditRequest request) {
        return CONDITIONS.of(
                request.filters().keySet(),
                "id < :before",
                request.from() == null ? "true" : "at >= :from",
                request.to() == null ? "true" : "at < :to");
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                new AuditEntry.Actor(row.getString("actor_kind"), row.getString("actor")),
                origin(row.getString("origin_client"), row.getString("origin_address")),
                new AuditEntry.Subject(row.getString("subject_kind"), row.getString("subject")),
                fields(row.getString("before")),
                fields(row.getString("after")));
    }

    private static AuditEntry.@Nullable Origin origin(@Nullable String client, @Nullable String address) {
        return client == null && address == null ? null : new AuditEntry.Origin(client, address);
    }

    /// Called as everywhere else in JSON: `food_service` is foodService.
    private static @Nullable Map<String, Object> fields(@Nullable String columns) {
        if (columns == null) {
            return null;
        }
        try {
            Map<String, Object> fields = new LinkedHashMap<>();
            JsonCodec.mapper().readValue(columns, FIELDS).forEach((column, value) -> {
                if (value != null) {
                    fields.put(
                            NEXT_WORD
                                    .matcher(column)
                                    .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT)),
                            value);
                }
            });
            return fields;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("jsonb is JSON", e);
        }
    }
}
