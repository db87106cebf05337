package org.belltower.dispatch.history.postgres;

import org.belltower.dispatch.history.explanation.About;

/// The statements that read the history. Each says the district itself, beside the policy, and the time, so that few
/// days are looked at.
final class ExplanationSql {
    /// Of the transaction. SET takes no parameters.
    static final String OF_DISTRICT = "SELECT set_config('belltower.district', :district, true)";

    private static final String EVENT_COLUMNS =
            "e.decided, e.place, e.client, e.source, e.id, e.student, e.category, e.reason, e.candidates";
    private static final String CANDIDATE_COLUMNS = "c.decided, c.place, c.device, c.person, c.push, c.reason";
    private static final String PAGE_OF_EVENTS = page("e", "decided");
    private static final String EVENTS = "SELECT " + EVENT_COLUMNS + " FROM history_event e WHERE ";
    private static final String OF_CLIENT = "e.client = :client AND ";
    private static final String BY_EVENT = "e.event = :event AND ";

    static final String EVENTS_BY_STUDENT = EVENTS + "e.student = :student AND " + PAGE_OF_EVENTS;

    static final String CANDIDATES_BY_DEVICE = "SELECT " + CANDIDATE_COLUMNS
            + " FROM history_candidate c WHERE c.device = :device AND " + page("c", "decided");

    // A few keys of a table of millions: OFFSET 0 keeps each inner query for itself, so that it is asked for each key
    // by
    // the index. Joined freely, a day of which PostgreSQL has no statistics yet was read through.

    static final String EVENTS_BY_KEY = "SELECT " + EVENT_COLUMNS + """
             FROM unnest(:decided, :place) AS k (decided, place) CROSS JOIN LATERAL (
                SELECT * FROM history_event i WHERE i.decided = k.decided AND i.place = k.place
                    AND i.district = :district AND i.decided BETWEEN :oldest AND :newest OFFSET 0) AS e
            """;

    static final String CANDIDATES_BY_KEY = "SELECT " + CANDIDATE_COLUMNS + """
             FROM unnest(:decided, :place) AS k (decided, place) CROSS JOIN LATERAL (
                SELECT * FROM history_candidate i WHERE i.decided = k.decided AND i.place = k.place
                    AND i.district = :district AND i.decided BETWEEN :oldest AND :newest OFFSET 0) AS c
            ORDER BY c.person, c.device
            """;

    static final String OUTCOMES = """
            SELECT o.push, o.kind, o.reason, o.at FROM unnest(:push) AS p (push) CROSS JOIN LATERAL (
                SELECT * FROM history_outcome i WHERE i.push = p.push AND i.district = :district AND i.at >= :since
                OFFSET 0) AS o
            """;

    private static final String REJECTS =
            "SELECT r.source, r.id, r.type, r.at, r.place, r.service, r.reason FROM history_reject r WHERE ";

    static final String REJECTS_OF_CLIENT = REJECTS + "r.client = :client AND " + page("r", "at");

    static final String REJECTS_OF_EVENT = REJECTS + "r.event = :event AND r.client = :client AND " + page("r", "at");

    private ExplanationSql() {}

    static String eventsBy(About.OfEvent event) {
        return EVENTS + BY_EVENT + (event.client() == null ? "" : OF_CLIENT) + PAGE_OF_EVENTS;
    }

    private static String page(String table, String time) {
        return """
                %1$s.district = :district AND %1$s.%2$s >= :from AND %1$s.%2$s < :to
                    AND (%1$s.%2$s, %1$s.place) < (:afterAt, :afterPlace)
                ORDER BY %1$s.%2$s DESC, %1$s.place DESC LIMIT :limit
                """.formatted(table, time);
    }
}
