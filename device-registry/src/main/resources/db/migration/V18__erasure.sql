-- Who left the roster, and since when: what they left behind is erased some time after (I-50). Kept by triggers alone,
-- whichever way a person goes or comes back.
CREATE TABLE left_person (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    person   object_id   NOT NULL,
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (district, person)
);
CREATE INDEX left_person_by_age ON left_person (at);
CALL isolate_by_district('left_person');
REVOKE INSERT, UPDATE ON left_person FROM belltower_app;
REVOKE ALL ON left_person FROM belltower_relay;
CREATE POLICY kept_by_functions ON left_person TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE FUNCTION people_came() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM public.left_person AS gone USING came WHERE gone.district = came.district AND gone.person = came.id;
    RETURN NULL;
END
$$;

CREATE FUNCTION people_went() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.left_person (district, person) SELECT district, id FROM went
        ON CONFLICT (district, person) DO UPDATE SET at = clock_timestamp();
    RETURN NULL;
END
$$;

CREATE TRIGGER people_came AFTER INSERT ON person
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION people_came();
CREATE TRIGGER people_went AFTER DELETE ON person
    REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION people_went();

-- Who left before the moment, in all districts, those who left first first, at most so many.
CREATE FUNCTION people_left(before timestamptz, most integer) RETURNS TABLE (district text, person text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT district, person FROM public.left_person WHERE at < before ORDER BY at LIMIT most
$$;

REVOKE ALL ON FUNCTION people_came, people_went, people_left FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_left TO belltower_relay;
