package org.belltower.dispatch.deferral.postgres;

import org.belltower.dispatch.deferral.Concern;

/// The statements on `deferred_push` and `claimer`.
final class DeferralSql {
    private static final String INSERT = """
            INSERT INTO deferred_push (district, push, lane_topic, lane_partition, lane_offset, headers, value, device,
                    app, person, student, campaign, held_by, due, expires, failures)
            SELECT * FROM unnest(:district, :push, :topic, :partition, :offset, :headers, :value, :device,
                    :app, :person, :student, :campaign, :held, :due, :expires, :failures)
            ON CONFLICT (district, push)
            """;

    /// What comes again may rely on a row that another process is about to take back: made its own.
    /// A row that somebody has had keeps out the record that it is of, and no other one of the push.
    static final String PUT = INSERT + """
            DO UPDATE SET lane_topic = EXCLUDED.lane_topic, lane_partition = EXCLUDED.lane_partition,
                lane_offset = EXCLUDED.lane_offset, headers = EXCLUDED.headers, value = EXCLUDED.value,
                device = EXCLUDED.device, app = EXCLUDED.app, person = EXCLUDED.person,
                student = EXCLUDED.student, campaign = EXCLUDED.campaign, held_by = EXCLUDED.held_by,
                due = EXCLUDED.due, expires = EXCLUDED.expires, failures = EXCLUDED.failures,
                outcomes_from = NULL, finished_at = NULL
            WHERE deferred_push.claimed_by IS NULL
                AND ((deferred_push.outcomes_from IS NULL AND deferred_push.finished_at IS NULL)
                    OR (deferred_push.lane_topic, deferred_push.lane_partition, deferred_push.lane_offset)
                        <> (EXCLUDED.lane_topic, EXCLUDED.lane_partition, EXCLUDED.lane_offset))
            """;

    /// Waits for whoever is about to commit the same rows: what is not there afterwards never will be.
    static final String PUT_IF_ABSENT = INSERT + "DO NOTHING";

    /// In the order in which [#OFFSETS] takes them.
    static final String WITHDRAW = """
            WITH taken_back AS MATERIALIZED (
                SELECT d.district, d.push FROM deferred_push d
                JOIN unnest(:district, :push, :due, :held, :failures)
                    AS doubtful (district, push, due, held_by, failures)
                    ON d.district = doubtful.district AND d.push = doubtful.push AND d.due = doubtful.due
                        AND d.held_by = doubtful.held_by AND d.failures = doubtful.failures
                WHERE d.claimed_by IS NULL AND d.outcomes_from IS NULL AND d.finished_at IS NULL
                ORDER BY d.lane_partition, d.lane_offset FOR UPDATE OF d)
            DELETE FROM deferred_push d USING taken_back
            WHERE d.district = taken_back.district AND d.push = taken_back.push
            """;

    /// Of the transaction. SET takes no parameters.
    static final String WITHIN = "SELECT set_config('statement_timeout', :within, true)";

    static final String ENTER = """
            INSERT INTO claimer (id, until) VALUES (:claimer, clock_timestamp() + :lease * interval '1 millisecond')
            ON CONFLICT (id) DO NOTHING
            """;

    static final String RENEW = """
            UPDATE claimer SET until = clock_timestamp() + :lease * interval '1 millisecond' WHERE id = :claimer
            """;

    static final String LEASES_OVER = "SELECT id FROM claimer WHERE until <= clock_timestamp() FOR UPDATE SKIP LOCKED";

    static final String LEASE = "SELECT id FROM claimer WHERE id = :claimer FOR UPDATE";

    static final String LEASE_HELD =
            "SELECT id FROM claimer WHERE id = :claimer AND until > clock_timestamp() FOR SHARE";

    /// What may have been sent keeps `outcomes_from`.
    static final String FREE = "UPDATE deferred_push SET claimed_by = NULL WHERE claimed_by = ANY (:claimers)";

    static final String LEAVE = "DELETE FROM claimer WHERE id = ANY (:claimers)";

    /// Leaps through the index from one turn to the next, as many steps as there are turns.
    static final String TURNS = """
            WITH RECURSIVE turn AS (
                (SELECT held_by, district, lane_topic, due FROM deferred_push
                 WHERE claimed_by IS NULL AND finished_at IS NULL
                 ORDER BY held_by, district, lane_topic, due LIMIT 1)
                UNION ALL
                SELECT next.held_by, next.district, next.lane_topic, next.due FROM turn CROSS JOIN LATERAL (
                    SELECT held_by, district, lane_topic, due FROM deferred_push
                    WHERE claimed_by IS NULL AND finished_at IS NULL
                        AND (held_by, district, lane_topic) > (turn.held_by, turn.district, turn.lane_topic)
                    ORDER BY held_by, district, lane_topic, due LIMIT 1) AS next)
            SELECT held_by, district, lane_topic, due FROM turn LIMIT :most
            """;

    /// As arrays: of a limit that is not known yet PostgreSQL expects a tenth of all rows, and would
    /// rather read the whole table than look up as many.
    private static final String CLAIM = """
            UPDATE deferred_push d
            SET claimed_by = :claimer,
                outcomes_from = COALESCE(d.outcomes_from, (:ends)[d.lane_partition + 1], 0)
            FROM unnest(
                (SELECT array_agg(district) FROM chosen),
                (SELECT array_agg(push) FROM chosen),
                (SELECT array_agg(outcomes_from) FROM chosen)) AS taken (district, push, outcomes_from)
            WHERE d.district = taken.district AND d.push = taken.push
            RETURNING d.*, taken.outcomes_from AS claimed_outcomes_from
            """;

    static final String CLAIM_DUE = """
            WITH chosen AS MATERIALIZED (
                SELECT due.district, due.push, due.outcomes_from
                FROM unnest(:held, :district, :topic, :most) AS turn (held_by, district, lane_topic, most)
                CROSS JOIN LATERAL (
                    SELECT district, push, outcomes_from FROM deferred_push
                    WHERE held_by = turn.held_by AND district = turn.district AND lane_topic = turn.lane_topic
                        AND due <= :now::timestamptz AND claimed_by IS NULL AND finished_at IS NULL
                    ORDER BY due LIMIT turn.most FOR UPDATE SKIP LOCKED) AS due)
            """ + CLAIM;

    static final String CLAIM_EXPIRED = """
            WITH chosen AS MATERIALIZED (
                SELECT district, push, outcomes_from FROM deferred_push
                WHERE expires <= :now::timestamptz AND held_by <> '' AND claimed_by IS NULL AND finished_at IS NULL
                ORDER BY expires LIMIT :most FOR UPDATE SKIP LOCKED)
            """ + CLAIM;

    /// Whoever has claimed it: its outcome is durable. Of another record of the same push, which was
    /// put since, that says nothing.
    static final String FINISH = """
            UPDATE deferred_push d
            SET finished_at = :now::timestamptz, claimed_by = NULL, outcomes_from = NULL, value = ''
            FROM unnest(:district, :push, :topic, :partition, :offset)
                AS done (district, push, lane_topic, lane_partition, lane_offset)
            WHERE d.district = done.district AND d.push = done.push AND d.lane_topic = done.lane_topic
                AND d.lane_partition = done.lane_partition AND d.lane_offset = done.lane_offset
                AND d.finished_at IS NULL
            """;

    static final String LET_GO = """
            UPDATE deferred_push d SET claimed_by = NULL
            FROM unnest(:district, :push, :claimer) AS gone (district, push, claimer)
            WHERE d.district = gone.district AND d.push = gone.push AND d.claimed_by = gone.claimer
            """;

    static final String AGAIN = """
            UPDATE deferred_push d
            SET due = again.due, held_by = again.held_by, failures = again.failures,
                claimed_by = NULL, outcomes_from = NULL
            FROM unnest(:district, :push, :claimer, :due, :held, :failures)
                AS again (district, push, claimer, due, held_by, failures)
            WHERE d.district = again.district AND d.push = again.push AND d.claimed_by = again.claimer
            """;

    /// By where the rows stand, which does not change once they have ended: whatever number of rows
    /// is expected, none but these are read.
    static final String PURGE = """
            DELETE FROM deferred_push WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM deferred_push WHERE finished_at < :before::timestamptz
                ORDER BY finished_at LIMIT :most FOR UPDATE SKIP LOCKED))
            """;

    /// Those in hand are counted with what they waited for.
    static final String BACKLOG = """
            SELECT held_by, app, count(*) AS pushes, min(due) AS oldest FROM deferred_push
            WHERE finished_at IS NULL GROUP BY held_by, app ORDER BY held_by, app
            """;

    /// Those that are there when each is locked, as they are then: one that is being taken back is
    /// waited for. As arrays, as in a claim.
    static final String OFFSETS = """
            WITH here AS MATERIALIZED (
                SELECT district, push FROM deferred_push
                WHERE lane_partition = :partition AND lane_offset >= :offset AND lane_topic = :topic
                ORDER BY lane_partition, lane_offset FOR UPDATE)
            UPDATE deferred_push d
            SET outcomes_from = CASE WHEN d.finished_at IS NULL THEN COALESCE(d.outcomes_from, :outcomes) END
            FROM unnest((SELECT array_agg(district) FROM here), (SELECT array_agg(push) FROM here))
                AS known (district, push)
            WHERE d.district = known.district AND d.push = known.push
            RETURNING d.lane_offset
            """;

    private DeferralSql() {}

    static String dueNow(Concern concern) {
        String column = switch (concern) {
            case Concern.OfDevice _ -> "device";
            case Concern.OfStudent _ -> "student";
            case Concern.OfDistrict _ -> "district";
        };
        return """
                UPDATE deferred_push SET due = :now::timestamptz, held_by = '' WHERE (district, push) IN (
                    SELECT district, push FROM deferred_push
                    WHERE district = :district AND %s = :id AND finished_at IS NULL AND claimed_by IS NULL
                        AND (due > :now::timestamptz OR held_by <> '')
                    LIMIT :most FOR UPDATE SKIP LOCKED)
                """.formatted(column);
    }
}
