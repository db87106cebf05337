-- A day in a transaction: a history that was not tended for long has many days to drop, and the drop of one that is
-- being read must not keep those before it.

-- Drops the oldest of the days before this one, and says how many tables that were: none if there is no such day.
CREATE OR REPLACE FUNCTION history_drop_before(first date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    part    regclass;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('history_days'));
    FOR part IN
        WITH old AS (
            SELECT inhrelid, to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') AS day FROM pg_inherits
            WHERE inhparent IN ('history_event'::regclass, 'history_candidate'::regclass, 'history_outcome'::regclass,
                                'history_reject'::regclass))
        SELECT inhrelid::regclass FROM old
        WHERE day < first AND day = (SELECT min(day) FROM old)
        ORDER BY inhrelid
    LOOP
        EXECUTE format('DROP TABLE %s', part);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;
