-- Who may be told, in the audit; lists by name that are read by an index; one question for all who wait; old answers.

-- Which of the transactions have marked something that takes a right away and that waits for Kafka's acknowledgement,
-- in whichever district. For all who wait at once; unpublished (V5) is for copies of the release before.
CREATE FUNCTION unpublished_of(asked xid8[]) RETURNS SETOF xid8
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT one FROM unnest(asked) AS one
    WHERE EXISTS (SELECT FROM public.mark WHERE transaction = one AND kind <> 'AUDIENCE')
$$;
REVOKE ALL ON FUNCTION unpublished_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unpublished_of TO belltower_app;

-- Who is told about which student (A9), and whose sessions were ended. What is computed from other columns is left out.
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON relationship
    FOR EACH ROW EXECUTE FUNCTION audited('relationship', 'student', '{student_kind,guardian_kind,bounded}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON session_cutoff
    FOR EACH ROW EXECUTE FUNCTION audited('session-cutoff', 'person', '{}');

-- The key of lists by name. A column, not an expression: under row-level security a condition is looked up in an index
-- only if its functions are leakproof, and lower() is not.
ALTER TABLE person ADD COLUMN sort_name text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (lower(coalesce(name, ''))) STORED;
ALTER TABLE offering ADD COLUMN sort_name text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (lower(coalesce(name, ''))) STORED;
ALTER TABLE family ADD COLUMN sort_name text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (lower(coalesce(name, ''))) STORED;
ALTER TABLE school ADD COLUMN sort_name text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (lower(coalesce(name, ''))) STORED;
ALTER TABLE academic_session ADD COLUMN sort_name text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (lower(coalesce(name, ''))) STORED;
DROP INDEX person_by_name, offering_by_name;
CREATE INDEX person_by_name ON person (district, kind, sort_name, id);
CREATE INDEX offering_by_name ON offering (district, kind, sort_name, id);
CREATE INDEX family_by_name ON family (district, sort_name, id);
CREATE INDEX school_by_name ON school (district, sort_name, id);
CREATE INDEX academic_session_by_name ON academic_session (district, sort_name, id);

-- It is a name as well (I-50).
DROP TRIGGER audited ON school;
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON school
    FOR EACH ROW EXECUTE FUNCTION audited('school', 'id', '{name,sort_name}');

-- Forgets answers to calls that began before the moment, in all districts, oldest first, at most so many. What another
-- transaction has in hand is left to the next call.
DROP INDEX idempotent_call_by_age;
CREATE INDEX idempotent_call_by_age ON idempotent_call (began);
CREATE POLICY forgotten_by_functions ON idempotent_call TO CURRENT_USER USING (true) WITH CHECK (false);
CREATE FUNCTION forget_answers(before timestamptz, most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH old AS (
        SELECT district, client, key FROM public.idempotent_call WHERE began < before
        ORDER BY began LIMIT most FOR UPDATE SKIP LOCKED
    ), forgotten AS (
        DELETE FROM public.idempotent_call AS call USING old
        WHERE call.district = old.district AND call.client = old.client AND call.key = old.key
        RETURNING call.key
    )
    SELECT count(*)::integer FROM forgotten
$$;
REVOKE ALL ON FUNCTION forget_answers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_answers TO belltower_relay;
