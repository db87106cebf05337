package org.belltower.dispatch.history.postgres;

import static org.belltower.dispatch.postgres.SqlArrays.instants;
import static org.belltower.dispatch.postgres.SqlArrays.ints;
import static org.belltower.dispatch.postgres.SqlArrays.longs;
import static org.belltower.dispatch.postgres.SqlArrays.texts;
import static org.belltower.dispatch.postgres.SqlArrays.uuids;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.belltower.dispatch.history.EventKey;
import org.belltower.dispatch.history.HistoryRecord;
import org.belltower.dispatch.history.HistoryRecord.Decided;
import org.belltower.dispatch.history.HistoryRecord.Ended;
import org.belltower.dispatch.history.HistoryRecord.Rejected;
import org.belltower.dispatch.history.Reject;
import org.belltower.dispatch.history.explanation.Ending;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A batch as rows, in statements that are not too long.
final class HistoryRows {
    /// Of one statement: a decision may have ten thousand candidates.
    private static final int MOST = 5_000;

    private final List<Decided> events = new ArrayList<>();
    private final List<CandidateRow> candidates = new ArrayList<>();
    private final List<Ended> outcomes = new ArrayList<>();
    private final List<Rejected> rejects = new ArrayList<>();

    HistoryRows(List<HistoryRecord> records) {
        for (HistoryRecord record : records) {
            switch (record) {
                case Decided decided -> {
                    events.add(decided);
                    decided.decision()
                            .candidates()
                            .forEach(candidate -> candidates.add(new CandidateRow(decided, candidate)));
                }
                case Ended ended -> outcomes.add(ended);
                case Rejected rejected -> rejects.add(rejected);
            }
        }
    }

    /// To the microsecond, as the table has it: rounded up it could be another day's.
    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private record CandidateRow(Decided of, Decision.Candidate candidate) {
        private @Nullable UUID push() {
            return candidate instanceof Decision.Pushed pushed ? pushed.push().value() : null;
        }

        private @Nullable String reason() {
            return candidate instanceof Decision.Skipped skipped
                    ? skipped.reason().name()
                    : null;
        }
    }

    void insert(Handle handle) {
        parts(events).forEach(part -> insertEvents(handle, part));
        parts(candidates).forEach(part -> insertCandidates(handle, part));
        parts(outcomes).forEach(part -> insertOutcomes(handle, part));
        parts(rejects).forEach(part -> insertRejects(handle, part));
    }

    private static <T> List<List<T>> parts(List<T> rows) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += MOST) {
            parts.add(rows.subList(from, Math.min(rows.size(), from + MOST)));
        }
        return parts;
    }

    private static void insertEvents(Handle handle, List<Decided> rows) {
        int _ = handle.createUpdate(HistorySql.EVENTS)
                .bind("decided", instants(rows, row -> micros(row.at())))
                .bind("place", longs(rows, Decided::place))
                .bind("district", texts(rows, of(decision -> decision.district().value())))
                .bind("event", uuids(rows, HistoryRows::key))
                .bind("client", texts(rows, of(decision -> decision.event().client())))
                .bind("source", texts(rows, of(decision -> decision.event().source())))
                .bind("id", texts(rows, of(decision -> decision.event().id())))
                .bind("student", texts(rows, of(decision -> decision.student().value())))
                .bind("category", texts(rows, of(decision -> decision.category().name())))
                .bind("reason", texts(rows, of(HistoryRows::reason)))
                .bind(
                        "candidates",
                        ints(rows, row -> row.decision().candidates().size()))
                .execute();
    }

    private static Function<Decided, @Nullable String> of(Function<Decision, @Nullable String> column) {
        return row -> column.apply(row.decision());
    }

    private static @Nullable String reason(Decision decision) {
        Reason reason = decision.reason();
        return reason == null ? null : reason.name();
    }

    private static UUID key(Decided row) {
        Decision decision = row.decision();
        return EventKey.of(
                decision.district(), decision.event().source(), decision.event().id());
    }

    private static void insertCandidates(Handle handle, List<CandidateRow> rows) {
        int _ = handle.createUpdate(HistorySql.CANDIDATES)
                .bind("decided", instants(rows, row -> micros(row.of().at())))
                .bind("place", longs(rows, row -> row.of().place()))
                .bind(
                        "district",
                        texts(rows, row -> row.of().decision().district().value()))
                .bind("device", texts(rows, row -> row.candidate().device().value()))
                .bind("person", texts(rows, row -> row.candidate().person().value()))
                .bind("push", uuids(rows, CandidateRow::push))
                .bind("reason", texts(rows, CandidateRow::reason))
                .execute();
    }

    private static void insertOutcomes(Handle handle, List<Ended> rows) {
        List<Ending> endings =
                rows.stream().map(row -> Ending.of(row.outcome())).toList();
        int _ = handle.createUpdate(HistorySql.OUTCOMES)
                .bind("push", uuids(rows, row -> row.outcome().push().value()))
                .bind("at", instants(rows, row -> micros(row.at())))
                .bind("kind", texts(endings, end -> end.state().name()))
                .bind("district", texts(rows, row -> row.outcome().district().value()))
                .bind("device", texts(rows, row -> row.outcome().device().value()))
                .bind("reason", texts(endings, Ending::reason))
                .execute();
    }

    private static void insertRejects(Handle handle, List<Rejected> rows) {
        int _ = handle.createUpdate(HistorySql.REJECTS)
                .bind("at", instants(rows, row -> micros(row.at())))
                .bind("place", longs(rows, Rejected::place))
                .bind("district", texts(rows, row -> row.reject().district().value()))
                .bind("event", uuids(rows, row -> key(row.reject())))
                .bind("client", texts(rows, row -> row.reject().event().client()))
                .bind("source", texts(rows, row -> row.reject().event().source()))
                .bind("id", texts(rows, row -> row.reject().event().id()))
                .bind("type", texts(rows, row -> row.reject().type()))
                .bind("service", texts(rows, row -> row.reject().service()))
                .bind("reason", texts(rows, row -> row.reject().reason()))
                .execute();
    }

    private static UUID key(Reject reject) {
        return EventKey.of(
                reject.district(), reject.event().source(), reject.event().id());
    }
}
