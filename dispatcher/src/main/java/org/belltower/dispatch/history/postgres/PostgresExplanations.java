package org.belltower.dispatch.history.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.belltower.dispatch.history.EventKey;
import org.belltower.dispatch.history.HistoryAwayException;
import org.belltower.dispatch.history.explanation.About;
import org.belltower.dispatch.history.explanation.Cursor;
import org.belltower.dispatch.history.explanation.EventStatus;
import org.belltower.dispatch.history.explanation.Explanation;
import org.belltower.dispatch.history.explanation.ExplanationStore;
import org.belltower.dispatch.history.explanation.Explanations;
import org.belltower.dispatch.history.explanation.Range;
import org.belltower.dispatch.history.postgres.StoredDecisions.CandidateRow;
import org.belltower.dispatch.history.postgres.StoredDecisions.EventRow;
import org.belltower.model.DistrictId;
import org.belltower.model.change.EventId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The history's tables, read: a few at once, so that whoever asks does not take the connections of what is sent.
///
/// Thread-safe.
public final class PostgresExplanations implements ExplanationStore {
    /// Of a pool of eight, which the pushes that wait long share. Who asks has one of them at most.
    private static final int AT_ONCE = 2;

    private static final long PATIENCE_SECONDS = 2;

    /// On a page: a decision may have ten thousand by itself.
    private static final int MOST_CANDIDATES = 10_000;

    private final HistoryDatabase database;
    private final Semaphore readers = new Semaphore(AT_ONCE, true);

    public PostgresExplanations(DataSource source) {
        this.database = new HistoryDatabase(source);
    }

    @Override
    public Explanations explain(DistrictId district, About about, Range range) {
        return read(district, handle -> switch (about) {
            case About.OfEvent event ->
                ofEvents(
                        handle,
                        district,
                        range,
                        bound(handle, ExplanationSql.eventsBy(event), district, range)
                                .bind("event", EventKey.of(district, event.source(), event.id())),
                        event.client());
            case About.OfStudent student ->
                ofEvents(
                        handle,
                        district,
                        range,
                        bound(handle, ExplanationSql.EVENTS_BY_STUDENT, district, range)
                                .bind("student", student.student().value()),
                        null);
            case About.OfDevice device -> ofDevice(handle, district, device, range);
        });
    }

    private static Explanations ofEvents(
            Handle handle, DistrictId district, Range range, Query query, @Nullable String client) {
        if (client != null) {
            query.bind("client", client);
        }
        List<EventRow> found = query.map((row, _) -> EventRow.of(row)).list();
        List<EventRow> page = page(found, range.limit());
        return Explanations.of(
                new StoredDecisions(handle, district).explain(page),
                page.size() < found.size() ? page.getLast().key().text() : null);
    }

    /// As many as fit: one at least.
    private static List<EventRow> page(List<EventRow> found, int limit) {
        List<EventRow> page = new ArrayList<>();
        long candidates = 0;
        for (EventRow event : found) {
            candidates += event.candidates();
            if (page.size() == limit || (!page.isEmpty() && candidates > MOST_CANDIDATES)) {
                return page;
            }
            page.add(event);
        }
        return page;
    }

    private static Explanations ofDevice(Handle handle, DistrictId district, About.OfDevice device, Range range) {
        List<CandidateRow> found = bound(handle, ExplanationSql.CANDIDATES_BY_DEVICE, district, range)
                .bind("device", device.device().value())
                .map((row, _) -> CandidateRow.of(row))
                .list();
        List<CandidateRow> page = found.subList(0, Math.min(found.size(), range.limit()));
        return Explanations.of(
                new StoredDecisions(handle, district).explainCandidates(page),
                page.size() < found.size() ? page.getLast().key().text() : null);
    }

    @Override
    public EventStatus status(DistrictId district, EventId event) {
        UUID key = EventKey.of(district, event.source(), event.id());
        About.OfEvent about = new About.OfEvent(event.client(), event.source(), event.id());
        Range all = new Range(Instant.EPOCH, Cursor.NEWEST.at(), EventStatus.MOST, Cursor.NEWEST);
        return read(district, handle -> {
            List<EventRow> found = bound(handle, ExplanationSql.eventsBy(about), district, all)
                    .bind("event", key)
                    .bind("client", event.client())
                    .map((row, _) -> EventRow.of(row))
                    .list();
            List<Explanation> decisions = new StoredDecisions(handle, district).explain(page(found, EventStatus.MOST));
            List<Rejection> rejects = bound(handle, ExplanationSql.REJECTS_OF_EVENT, district, all)
                    .bind("event", key)
                    .bind("client", event.client())
                    .map((row, _) -> Rejection.of(row))
                    .list();
            return EventStatus.of(decisions, told(rejects, EventStatus.MOST));
        });
    }

    @Override
    public EventStatus.Rejects rejects(DistrictId district, String client, Range range) {
        return read(district, handle -> {
            List<Rejection> found = bound(handle, ExplanationSql.REJECTS_OF_CLIENT, district, range)
                    .bind("client", client)
                    .map((row, _) -> Rejection.of(row))
                    .list();
            return new EventStatus.Rejects(
                    told(found, range.limit()),
                    found.size() > range.limit()
                            ? found.get(range.limit() - 1).key().text()
                            : null);
        });
    }

    private record Rejection(Cursor key, EventStatus.Rejected told) {
        private static Rejection of(ResultSet row) throws SQLException {
            Cursor key = StoredDecisions.keyOf(row, "at");
            return new Rejection(
                    key,
                    new EventStatus.Rejected(
                            row.getString("source"),
                            row.getString("id"),
                            row.getString("type"),
                            key.at(),
                            row.getString("service"),
                            row.getString("reason")));
        }
    }

    private static List<EventStatus.Rejected> told(List<Rejection> found, int limit) {
        return found.stream().limit(limit).map(Rejection::told).toList();
    }

    /// One more than the limit, to know whether there is more.
    private static Query bound(Handle handle, String sql, DistrictId district, Range range) {
        return handle.createQuery(sql)
                .bind("district", district.value())
                .bind("from", StoredDecisions.utc(range.from()))
                .bind("to", StoredDecisions.utc(range.to()))
                .bind("afterAt", StoredDecisions.utc(range.after().at()))
                .bind("afterPlace", range.after().place())
                .bind("limit", range.limit() + 1);
    }

    private <T> T read(DistrictId district, Function<Handle, T> work) {
        try {
            if (!readers.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new HistoryAwayException("too many ask for the history");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryAwayException("interrupted", e);
        }
        try {
            return database.transaction(handle -> {
                String _ = handle.createQuery(ExplanationSql.OF_DISTRICT)
                        .bind("district", district.value())
                        .mapTo(String.class)
                        .one();
                return work.apply(handle);
            });
        } finally {
            readers.release();
        }
    }
}
