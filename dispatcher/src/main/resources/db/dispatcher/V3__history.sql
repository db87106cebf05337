-- What was decided of each event, how each push of it ended, and which events nobody could use: ids and reasons, no
-- texts. Read from Kafka, which may tell the same again, so the primary keys are what makes a row itself: a decision
-- has its time and its place on the topic (a repeat has its own), an outcome its push, time and kind.
--
-- A day is a partition, which is dropped as a whole. The service's role neither makes nor drops tables: two functions of
-- the owner's do, these tables' days and nothing else. It writes for all districts at once, and reads one district at a
-- time, which it names in belltower.district.

CREATE TABLE history_event (
    decided    timestamptz NOT NULL,
    place      bigint      NOT NULL,
    district   text        NOT NULL COLLATE "C",
    -- UUIDv5 of district, source and id.
    event      uuid        NOT NULL,
    client     text        NOT NULL COLLATE "C",
    source     text        NOT NULL COLLATE "C",
    id         text        NOT NULL COLLATE "C",
    student    text        NOT NULL COLLATE "C",
    category   text        NOT NULL COLLATE "C",
    -- Why nobody is told; null if the candidates were looked at one by one.
    reason     text        COLLATE "C",
    candidates integer     NOT NULL CHECK (candidates >= 0),
    PRIMARY KEY (decided, place)
) PARTITION BY RANGE (decided);
CREATE INDEX history_event_by_event ON history_event (event, decided);
CREATE INDEX history_event_by_student ON history_event (district, student, decided);

CREATE TABLE history_candidate (
    decided  timestamptz NOT NULL,
    place    bigint      NOT NULL,
    district text        NOT NULL COLLATE "C",
    device   text        NOT NULL COLLATE "C",
    person   text        NOT NULL COLLATE "C",
    push     uuid,
    reason   text        COLLATE "C",
    PRIMARY KEY (decided, place, device),
    CHECK ((push IS NULL) <> (reason IS NULL))
) PARTITION BY RANGE (decided);
CREATE INDEX history_candidate_by_device ON history_candidate (district, device, decided);

CREATE TABLE history_outcome (
    push     uuid        NOT NULL,
    at       timestamptz NOT NULL,
    kind     text        NOT NULL COLLATE "C",
    district text        NOT NULL COLLATE "C",
    device   text        NOT NULL COLLATE "C",
    reason   text        COLLATE "C",
    PRIMARY KEY (push, at, kind)
) PARTITION BY RANGE (at);

-- What the headers of dead letters say.
CREATE TABLE history_reject (
    at       timestamptz NOT NULL,
    place    bigint      NOT NULL,
    district text        NOT NULL COLLATE "C",
    event    uuid        NOT NULL,
    client   text        NOT NULL COLLATE "C",
    source   text        NOT NULL COLLATE "C",
    id       text        NOT NULL COLLATE "C",
    type     text        COLLATE "C",
    service  text        NOT NULL COLLATE "C",
    reason   text        NOT NULL COLLATE "C",
    PRIMARY KEY (at, place)
) PARTITION BY RANGE (at);
CREATE INDEX history_reject_by_event ON history_reject (event, at);
CREATE INDEX history_reject_by_client ON history_reject (district, client, at);

-- Each policy is for one command, so that what is written for all is read by one district alone.
CREATE PROCEDURE isolate_history(name text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY written_for_all ON %I FOR INSERT TO belltower_dispatcher WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY read_by_district ON %I FOR SELECT TO belltower_dispatcher '
                   'USING (district = current_setting(''belltower.district'', true))', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO belltower_dispatcher', name);
END
$$;
CALL isolate_history('history_event');
CALL isolate_history('history_candidate');
CALL isolate_history('history_outcome');
CALL isolate_history('history_reject');
DROP PROCEDURE isolate_history;

-- Makes what is missing of a day. Several processes may ask at once.
CREATE FUNCTION history_make_day(day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    parent text;
    part   text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('history_days'));
    FOREACH parent IN ARRAY ARRAY ['history_event', 'history_candidate', 'history_outcome', 'history_reject'] LOOP
        part := parent || '_' || to_char(day, 'YYYYMMDD');
        IF to_regclass(part) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent,
                           day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
            -- By their own names nobody reads them.
            EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
            EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
        END IF;
    END LOOP;
END
$$;

-- Drops the days before this one, and says how many tables that were.
CREATE FUNCTION history_drop_before(first date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    part    regclass;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('history_days'));
    FOR part IN
        SELECT inhrelid::regclass FROM pg_inherits
        WHERE inhparent IN ('history_event'::regclass, 'history_candidate'::regclass, 'history_outcome'::regclass,
                            'history_reject'::regclass)
            AND to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') < first
        ORDER BY inhrelid
    LOOP
        EXECUTE format('DROP TABLE %s', part);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;
REVOKE ALL ON FUNCTION history_make_day, history_drop_before FROM PUBLIC;
GRANT EXECUTE ON FUNCTION history_make_day, history_drop_before TO belltower_dispatcher;
