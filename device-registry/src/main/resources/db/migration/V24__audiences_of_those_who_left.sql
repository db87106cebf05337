-- A student who left keeps an audience, of nobody, until what they left behind is erased (I-50). A tombstone at once would
-- have others forget what their people were told, and tell it again if they are back after one night. Those who left
-- before this have theirs.
ALTER TABLE left_person ADD COLUMN student boolean NOT NULL DEFAULT false;
GRANT SELECT ON left_person TO belltower_relay;

CREATE OR REPLACE FUNCTION people_went() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.left_person (district, person, student) SELECT district, id, kind = 'STUDENT' FROM went
        ON CONFLICT (district, person) DO UPDATE SET at = clock_timestamp(), student = EXCLUDED.student;
    RETURN NULL;
END
$$;
