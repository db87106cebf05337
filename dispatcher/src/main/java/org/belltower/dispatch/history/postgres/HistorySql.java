package org.belltower.dispatch.history.postgres;

/// The statements that keep the history. What is there stays: no key is named beside ON CONFLICT, which would need a
/// right to read (CREATE POLICY of PostgreSQL), and what is written is of all districts.
final class HistorySql {
    static final String EVENTS = """
            INSERT INTO history_event (decided, place, district, event, client, source, id, student, category, reason,
                    candidates)
            SELECT * FROM unnest(:decided, :place, :district, :event, :client, :source, :id, :student, :category,
                    :reason, :candidates)
            ON CONFLICT DO NOTHING
            """;

    static final String CANDIDATES = """
            INSERT INTO history_candidate (decided, place, district, device, person, push, reason)
            SELECT * FROM unnest(:decided, :place, :district, :device, :person, :push, :reason)
            ON CONFLICT DO NOTHING
            """;

    static final String OUTCOMES = """
            INSERT INTO history_outcome (push, at, kind, district, device, reason)
            SELECT * FROM unnest(:push, :at, :kind, :district, :device, :reason)
            ON CONFLICT DO NOTHING
            """;

    static final String REJECTS = """
            INSERT INTO history_reject (at, place, district, event, client, source, id, type, service, reason)
            SELECT * FROM unnest(:at, :place, :district, :event, :client, :source, :id, :type, :service, :reason)
            ON CONFLICT DO NOTHING
            """;

    static final String MAKE_DAY = "SELECT history_make_day(CAST(:day AS date))::text";

    static final String DROP_BEFORE = "SELECT history_drop_before(CAST(:day AS date))";

    private HistorySql() {}
}
