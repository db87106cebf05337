-- Who may no longer be told, and when a call that takes a right away may be answered.

-- A third kind of record that takes rights away. What is claimed together is of one turn: first what single people
-- wait for, then withdrawn rights, of which an import can bring many, then audiences.
ALTER TABLE mark
    DROP CONSTRAINT mark_kind_check,
    ADD CONSTRAINT mark_kind_check CHECK (kind IN ('BINDING', 'SETTINGS', 'REVOCATION', 'AUDIENCE')),
    ADD COLUMN turn integer NOT NULL
        GENERATED ALWAYS AS (CASE kind WHEN 'AUDIENCE' THEN 2 WHEN 'REVOCATION' THEN 1 ELSE 0 END) STORED,
    ADD COLUMN transaction xid8 NOT NULL DEFAULT pg_current_xact_id();
DROP INDEX mark_to_claim;
CREATE INDEX mark_to_claim ON mark (shard, turn, id);
CREATE INDEX mark_by_transaction ON mark (transaction) WHERE kind <> 'AUDIENCE';

-- Whether something that takes a right away, and that the transaction marked in whichever district, waits for Kafka's
-- acknowledgement. Tells nothing but that.
CREATE POLICY told_by_functions ON mark FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION unpublished(asked xid8) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.mark WHERE transaction = asked AND kind <> 'AUDIENCE')
$$;
REVOKE ALL ON FUNCTION unpublished FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unpublished TO belltower_app;

-- Who was taken out of a student's people, or the student themself: a push that was decided before may still wait to
-- leave. Kept by triggers alone, whichever way a row goes or comes back.
CREATE TABLE removed (
    district district_id NOT NULL,
    student  object_id   NOT NULL,
    person   object_id   NOT NULL,
    made     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (district, student, person)
);
CREATE INDEX removed_by_age ON removed (made);
CALL isolate_by_district('removed');
REVOKE INSERT, UPDATE, DELETE ON removed FROM belltower_app;
CREATE POLICY kept_by_functions ON removed TO CURRENT_USER USING (true) WITH CHECK (true);

-- Not plainly "may be told": by today's rows, or on some day.
ALTER TABLE relationship ADD COLUMN bounded boolean NOT NULL
    GENERATED ALWAYS AS (NOT portal OR restricted OR starts IS NOT NULL OR ends IS NOT NULL) STORED;

CREATE FUNCTION relationships_came() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    WITH back AS (
        DELETE FROM public.removed USING came
        WHERE removed.district = came.district AND removed.student = came.student AND removed.person = came.guardian
        RETURNING removed.district, removed.student
    )
    INSERT INTO public.mark (kind, district, key)
    SELECT 'REVOCATION', district, student FROM back
    UNION
    SELECT 'REVOCATION', district, student FROM came WHERE bounded
    UNION
    SELECT 'AUDIENCE', district, student FROM came;
    RETURN NULL;
END
$$;

-- Whoever had a bound and has none is marked too, so that the record names them no longer.
CREATE FUNCTION relationships_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT district, student, guardian FROM was EXCEPT SELECT district, student, guardian FROM became) THEN
        RAISE EXCEPTION 'a relationship keeps its student and its guardian' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO public.mark (kind, district, key)
    SELECT 'REVOCATION', district, student FROM was WHERE bounded
    UNION
    SELECT 'REVOCATION', district, student FROM became WHERE bounded
    UNION
    SELECT 'AUDIENCE', district, student FROM became;
    RETURN NULL;
END
$$;

CREATE FUNCTION relationships_went() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.removed (district, student, person) SELECT district, student, guardian FROM went
        ON CONFLICT (district, student, person) DO UPDATE SET made = clock_timestamp();
    INSERT INTO public.mark (kind, district, key)
    SELECT DISTINCT kind, district, student FROM went, unnest(ARRAY ['REVOCATION', 'AUDIENCE']) AS kind;
    RETURN NULL;
END
$$;

CREATE FUNCTION students_came() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    WITH back AS (
        DELETE FROM public.removed USING came
        WHERE came.kind = 'STUDENT' AND removed.district = came.district
          AND removed.student = came.id AND removed.person = came.id
        RETURNING removed.district, removed.student
    )
    INSERT INTO public.mark (kind, district, key) SELECT 'REVOCATION', district, student FROM back;
    RETURN NULL;
END
$$;

CREATE FUNCTION students_went() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.removed (district, student, person) SELECT district, id, id FROM went WHERE kind = 'STUDENT'
        ON CONFLICT (district, student, person) DO UPDATE SET made = clock_timestamp();
    INSERT INTO public.mark (kind, district, key)
    SELECT of.kind, district, id FROM went, unnest(ARRAY ['REVOCATION', 'AUDIENCE']) AS of (kind)
    WHERE went.kind = 'STUDENT';
    RETURN NULL;
END
$$;

CREATE TRIGGER came AFTER INSERT ON relationship
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION relationships_came();
CREATE TRIGGER changed AFTER UPDATE ON relationship
    REFERENCING OLD TABLE AS was NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION relationships_changed();
CREATE TRIGGER went AFTER DELETE ON relationship
    REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION relationships_went();
CREATE TRIGGER came AFTER INSERT ON person
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION students_came();
CREATE TRIGGER went AFTER DELETE ON person
    REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION students_went();

-- Forgets who was taken out before the moment, at most so many, and marks their students: no push that was decided
-- before lives any more. What another transaction has in hand is left to the next call.
CREATE FUNCTION forget_removed(before timestamptz, most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH old AS (
        SELECT district, student, person FROM public.removed WHERE made < before
        ORDER BY made LIMIT most FOR UPDATE SKIP LOCKED
    ), forgotten AS (
        DELETE FROM public.removed USING old
        WHERE removed.district = old.district AND removed.student = old.student AND removed.person = old.person
        RETURNING removed.district, removed.student
    ), marked AS (
        INSERT INTO public.mark (kind, district, key) SELECT DISTINCT 'REVOCATION', district, student FROM forgotten
    )
    SELECT count(*)::integer FROM forgotten
$$;

REVOKE ALL ON FUNCTION relationships_came, relationships_changed, relationships_went, students_came, students_went,
    forget_removed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_removed TO belltower_relay;

-- Who stands in the rosters now with a bound is named from now on. The owner, too, sees one district at a time.
ALTER TABLE relationship NO FORCE ROW LEVEL SECURITY;
INSERT INTO mark (kind, district, key) SELECT DISTINCT 'REVOCATION', district, student FROM relationship WHERE bounded;
ALTER TABLE relationship FORCE ROW LEVEL SECURITY;
