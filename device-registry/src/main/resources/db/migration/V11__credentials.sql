-- What kind of app it is and for whom, and the credentials of its providers: encrypted, each under a data key of its
-- own, which is encrypted under a key that the database does not know.

ALTER TABLE app
    ADD COLUMN kind     text   NOT NULL DEFAULT 'SHARED' CHECK (kind IN ('SHARED', 'BRANDED')),
    ADD COLUMN audience text[] NOT NULL DEFAULT ARRAY ['FAMILIES', 'STUDENTS']
        CHECK (audience <@ ARRAY ['FAMILIES', 'STUDENTS'] AND cardinality(audience) > 0);

CREATE TABLE credential (
    district     district_id NOT NULL DEFAULT current_setting('belltower.district'),
    app          object_id   NOT NULL,
    provider     text        NOT NULL CHECK (provider IN ('APNS', 'FCM')),
    version      bigint      NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('SIGNING_KEY', 'CERTIFICATE', 'SERVICE_ACCOUNT')),
    key_id       text,
    team_id      text,
    project      text,
    fingerprint  text        NOT NULL,
    expires      timestamptz,
    uploaded     timestamptz NOT NULL,
    -- The envelope: the id of the key that the data key is encrypted under, the data key, the credential.
    wrapping_key text        NOT NULL COLLATE "C",
    wrapped_key  text        NOT NULL,
    content      text        NOT NULL,
    PRIMARY KEY (district, app, provider),
    CONSTRAINT known_app FOREIGN KEY (district, app) REFERENCES app,
    CHECK ((provider = 'FCM') = (kind = 'SERVICE_ACCOUNT'))
);
CREATE INDEX credential_by_wrapping_key ON credential (wrapping_key);
CALL isolate_by_district('credential');

CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON credential
    FOR EACH ROW EXECUTE FUNCTION audited('credential', 'app', '{wrapping_key,wrapped_key}', '{content}');

-- One that was taken away and comes back does not start again.
CREATE SEQUENCE credential_version;
GRANT USAGE ON SEQUENCE credential_version TO belltower_app;

-- Claimed with bindings and settings: they are few.
ALTER TABLE mark
    DROP CONSTRAINT mark_kind_check,
    ADD CONSTRAINT mark_kind_check CHECK (kind IN ('BINDING', 'SETTINGS', 'CREDENTIAL', 'REVOCATION', 'AUDIENCE'));

-- Whose data keys are encrypted under one of these keys: ids only, of all districts, in order, at most so many.
CREATE POLICY listed_by_functions ON credential FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION credentials_under(
    keys text[], after_district text, after_app text, after_provider text, most integer)
    RETURNS TABLE (district text, app text, provider text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT found.district, found.app, found.provider FROM public.credential AS found
    WHERE found.wrapping_key = ANY (keys)
      AND (found.district::text, found.app::text, found.provider) > (after_district, after_app, after_provider)
    ORDER BY found.district::text, found.app::text, found.provider LIMIT most
$$;
REVOKE ALL ON FUNCTION credentials_under FROM PUBLIC;
GRANT EXECUTE ON FUNCTION credentials_under TO belltower_relay;
