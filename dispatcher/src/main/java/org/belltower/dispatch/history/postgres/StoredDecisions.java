package org.belltower.dispatch.history.postgres;

import static org.belltower.dispatch.postgres.SqlArrays.instants;
import static org.belltower.dispatch.postgres.SqlArrays.longs;
import static org.belltower.dispatch.postgres.SqlArrays.uuids;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.dispatch.history.explanation.Candidate;
import org.belltower.dispatch.history.explanation.CandidateState;
import org.belltower.dispatch.history.explanation.Cursor;
import org.belltower.dispatch.history.explanation.Ending;
import org.belltower.dispatch.history.explanation.Explanation;
import org.belltower.dispatch.history.explanation.ToldReason;
import org.belltower.model.DistrictId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Decisions, their candidates and how their pushes ended, of one district, within one transaction.
final class StoredDecisions {
    /// The clock of who decided may be so far ahead of that of who sent.
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final Handle handle;
    private final DistrictId district;

    StoredDecisions(Handle handle, DistrictId district) {
        this.handle = handle;
        this.district = district;
    }

    record EventRow(
            Cursor key,
            String client,
            String source,
            String id,
            String student,
            String category,
            @Nullable String reason,
            int candidates) {
        static EventRow of(ResultSet row) throws SQLException {
            return new EventRow(
                    keyOf(row, "decided"),
                    row.getString("client"),
                    row.getString("source"),
                    row.getString("id"),
                    row.getString("student"),
                    row.getString("category"),
                    row.getString("reason"),
                    row.getInt("candidates"));
        }
    }

    record CandidateRow(
            Cursor key,
            String device,
            String person,
            @Nullable UUID push,
            @Nullable String reason) {
        static CandidateRow of(ResultSet row) throws SQLException {
            return new CandidateRow(
                    keyOf(row, "decided"),
                    row.getString("device"),
                    row.getString("person"),
                    row.getObject("push", UUID.class),
                    row.getString("reason"));
        }

        private Candidate with(Map<UUID, List<Ending>> endings) {
            return push == null
                    ? Candidate.skipped(device, person, Objects.requireNonNullElse(reason, ""), key.at())
                    : Candidate.pushed(device, person, push, endings.getOrDefault(push, List.of()));
        }
    }

    static Cursor keyOf(ResultSet row, String time) throws SQLException {
        return new Cursor(instant(row, time), row.getLong("place"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /// With all their candidates.
    List<Explanation> explain(List<EventRow> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        List<CandidateRow> candidates = byKey(ExplanationSql.CANDIDATES_BY_KEY, events, EventRow::key)
                .map((row, _) -> CandidateRow.of(row))
                .list();
        return explain(events, candidates);
    }

    /// These candidates, with their events.
    List<Explanation> explainCandidates(List<CandidateRow> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<EventRow> events = byKey(ExplanationSql.EVENTS_BY_KEY, candidates, CandidateRow::key)
                .map((row, _) -> EventRow.of(row))
                .list();
        return explain(events, candidates);
    }

    private List<Explanation> explain(List<EventRow> events, List<CandidateRow> candidates) {
        Map<UUID, List<Ending>> endings = endings(candidates);
        Map<Cursor, List<CandidateRow>> byEvent = candidates.stream().collect(Collectors.groupingBy(CandidateRow::key));
        return events.stream()
                .sorted(Comparator.comparing((EventRow event) -> event.key().at())
                        .thenComparingLong(event -> event.key().place())
                        .reversed())
                .map(event -> new Explanation(
                        event.client(),
                        event.source(),
                        event.id(),
                        event.student(),
                        event.category(),
                        event.key().at(),
                        ToldReason.ofNullable(event.reason()),
                        byEvent.getOrDefault(event.key(), List.of()).stream()
                                .map(candidate -> candidate.with(endings))
                                .toList()))
                .toList();
    }

    private Map<UUID, List<Ending>> endings(List<CandidateRow> candidates) {
        List<CandidateRow> pushed = candidates.stream()
                .filter(candidate -> candidate.push() != null)
                .toList();
        if (pushed.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<Ending>> endings = new HashMap<>();
        handle.createQuery(ExplanationSql.OUTCOMES)
                .bind("push", uuids(pushed, CandidateRow::push))
                .bind("district", district.value())
                .bind("since", utc(oldest(pushed, CandidateRow::key).minus(CLOCKS)))
                .map((row, _) -> Map.entry(row.getObject("push", UUID.class), ending(row)))
                .forEach(end -> endings.computeIfAbsent(end.getKey(), _ -> new ArrayList<>())
                        .add(end.getValue()));
        return endings;
    }

    private static Ending ending(ResultSet row) throws SQLException {
        return new Ending(CandidateState.valueOf(row.getString("kind")), row.getString("reason"), instant(row, "at"));
    }

    private <T> Query byKey(String sql, Collection<T> rows, Function<T, Cursor> key) {
        return handle.createQuery(sql)
                .bind("district", district.value())
                .bind("decided", instants(rows, row -> key.apply(row).at()))
                .bind("place", longs(rows, row -> key.apply(row).place()))
                .bind("oldest", utc(oldest(rows, key)))
                .bind(
                        "newest",
                        utc(rows.stream()
                                .map(row -> key.apply(row).at())
                                .max(Comparator.naturalOrder())
                                .orElseThrow()));
    }

    private static <T> Instant oldest(Collection<T> rows, Function<T, Cursor> key) {
        return rows.stream()
                .map(row -> key.apply(row).at())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
