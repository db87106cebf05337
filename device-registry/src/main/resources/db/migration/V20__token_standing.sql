-- When the app last told a device's token, and since when a provider does not take it. What was told of devices that
-- are there is the best that is known, and rather too late than too early: proof of a token's death must be newer.
-- The owner, too, sees one district at a time.
ALTER TABLE device
    ADD COLUMN token_told          timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN suspect_since       timestamptz,
    ADD COLUMN suspect_environment text CHECK (length(suspect_environment) <= 255),
    ADD CHECK ((suspect_since IS NULL) = (suspect_environment IS NULL)),
    ADD CHECK (suspect_since IS NULL OR token IS NOT NULL);
ALTER TABLE device NO FORCE ROW LEVEL SECURITY;
UPDATE device SET token_told = greatest(token_since, seen);
ALTER TABLE device FORCE ROW LEVEL SECURITY;

-- Of what was accepted, the few devices are looked for that were suspect.
CREATE INDEX device_suspect ON device (district, id) WHERE suspect_since IS NOT NULL;
CREATE POLICY told_by_functions ON device FOR SELECT TO CURRENT_USER USING (suspect_since IS NOT NULL);
CREATE FUNCTION suspects_among(districts text[], ids text[]) RETURNS TABLE (district text, id text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT device.district, device.id
    FROM unnest(districts, ids) AS asked (district, id)
    JOIN public.device ON device.district = asked.district AND device.id = asked.id
    WHERE device.suspect_since IS NOT NULL
$$;
REVOKE ALL ON FUNCTION suspects_among FROM PUBLIC;
GRANT EXECUTE ON FUNCTION suspects_among TO belltower_relay;
