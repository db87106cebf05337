-- What becomes of guardians' access when their student is of age: the district's choice (I-5). Days are the school's, so
-- nothing here knows of today: an end is a last day like any other, judged where changes are told.

ALTER TABLE person
    ADD COLUMN birth_date date CHECK (birth_date BETWEEN '1900-01-01' AND '2100-12-31'),
    ADD CHECK (birth_date IS NULL OR kind = 'STUDENT');

-- KEEP: nothing. END: it ends on the student's 18th birthday. Told by the audit of the district.
ALTER TABLE district ADD COLUMN guardians_of_adults text NOT NULL DEFAULT 'KEEP'
    CHECK (guardians_of_adults IN ('KEEP', 'END'));

-- Who was born on 29 February is of age on 1 March: that 18 years after a leap year there is none, and 18 years are over
-- when 28 February is (so the German Civil Code, section 188; elsewhere it is 28 February).
CREATE FUNCTION eighteenth_birthday(born date) RETURNS date
    LANGUAGE sql IMMUTABLE AS $$
    SELECT make_date(extract(year FROM born)::integer + 18, extract(month FROM born)::integer, 1)
        + extract(day FROM born)::integer - 1
$$;
REVOKE ALL ON FUNCTION eighteenth_birthday FROM PUBLIC;
GRANT EXECUTE ON FUNCTION eighteenth_birthday TO belltower_app, belltower_relay;

-- Relationships as they decide: the last day is the earlier one of the roster's and of the day before the birthday.
-- Whoever asks what a guardian may reads this; the table says what the roster said.
CREATE VIEW guardian_standing WITH (security_invoker = true) AS
    SELECT relationship.district, student, guardian, portal, restricted, starts,
        least(ends, last_day) AS ends,
        bounded OR last_day IS NOT NULL AS bounded
    FROM relationship
    JOIN person ON person.district = relationship.district AND person.id = relationship.student
    JOIN district ON district.district = relationship.district
    CROSS JOIN LATERAL (
        SELECT CASE guardians_of_adults WHEN 'END' THEN eighteenth_birthday(birth_date) - 1 END AS last_day) AS adult;
GRANT SELECT ON guardian_standing TO belltower_app, belltower_relay;

-- One that comes may be bounded by its student's age as well. Whoever reads the district's choice holds it as it is, so
-- that a change of it either sees what comes, or is seen.
CREATE OR REPLACE FUNCTION relationships_came() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.district WHERE district IN (
        SELECT came.district FROM came JOIN public.person ON person.district = came.district AND person.id = came.student
        WHERE birth_date IS NOT NULL) FOR SHARE;
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
    SELECT 'REVOCATION', district, student
    FROM came JOIN public.guardian_standing AS standing USING (district, student, guardian) WHERE standing.bounded
    UNION
    SELECT 'AUDIENCE', district, student FROM came;
    RETURN NULL;
END
$$;

-- Where guardians' access does not end, a birth date changes nothing; nor where the roster's own ends come first.
CREATE FUNCTION birth_date_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.district WHERE district = NEW.district FOR SHARE;
    INSERT INTO public.mark (kind, district, key)
    SELECT of.kind, NEW.district, NEW.id FROM unnest(ARRAY ['REVOCATION', 'AUDIENCE']) AS of (kind)
    WHERE EXISTS (SELECT FROM public.district WHERE district = NEW.district AND guardians_of_adults = 'END')
      AND EXISTS (
          SELECT FROM public.relationship
          WHERE district = NEW.district AND student = NEW.id
            AND (ends IS NULL
                OR ends >= least(public.eighteenth_birthday(OLD.birth_date), public.eighteenth_birthday(NEW.birth_date))));
    RETURN NULL;
END
$$;
CREATE TRIGGER born AFTER UPDATE ON person
    FOR EACH ROW WHEN (OLD.birth_date IS DISTINCT FROM NEW.birth_date) EXECUTE FUNCTION birth_date_changed();

CREATE FUNCTION guardians_of_adults_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.mark (kind, district, key)
    SELECT of.kind, NEW.district, student
    FROM (
        SELECT DISTINCT student
        FROM public.relationship
        JOIN public.person ON person.district = relationship.district AND person.id = relationship.student
        WHERE relationship.district = NEW.district AND birth_date IS NOT NULL
          AND (ends IS NULL OR ends >= public.eighteenth_birthday(birth_date))
    ) AS affected, unnest(ARRAY ['REVOCATION', 'AUDIENCE']) AS of (kind);
    RETURN NULL;
END
$$;
CREATE TRIGGER guardians_of_adults AFTER UPDATE ON district
    FOR EACH ROW WHEN (OLD.guardians_of_adults <> NEW.guardians_of_adults)
    EXECUTE FUNCTION guardians_of_adults_changed();

-- Marks the last of the district's waiting revocations of each shard again, and nothing if none waits: a shard publishes
-- them in their order, so whoever waits for these waits for all. For who repeats a call that marked many (V6).
CREATE FUNCTION mark_revocations_again() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.mark (kind, key)
    SELECT DISTINCT ON (shard) 'REVOCATION', key FROM public.mark
    WHERE district = current_setting('belltower.district') AND kind = 'REVOCATION'
    ORDER BY shard, id DESC
$$;
REVOKE ALL ON FUNCTION birth_date_changed, guardians_of_adults_changed, mark_revocations_again FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mark_revocations_again TO belltower_app;
