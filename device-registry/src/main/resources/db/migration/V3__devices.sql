-- Apps, devices, what was switched on for them, and who owns a token.

CREATE TABLE app (
    district         district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id               object_id   NOT NULL,
    name             text        NOT NULL,
    apns_topic       text,
    apns_environment text CHECK (apns_environment IN ('PRODUCTION', 'SANDBOX')),
    fcm_project      text,
    PRIMARY KEY (district, id),
    CONSTRAINT known_district FOREIGN KEY (district) REFERENCES district,
    CHECK ((apns_topic IS NULL) = (apns_environment IS NULL))
);
CALL isolate_by_district('app');

-- The person comes from a verified token and may be known to the identity provider before the roster knows them.
CREATE TABLE device (
    district      district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id            object_id   NOT NULL,
    app           object_id   NOT NULL,
    provider      text        NOT NULL CHECK (provider IN ('APNS', 'FCM')),
    person        object_id   NOT NULL,
    session_epoch bigint      NOT NULL,
    session       text        NOT NULL CHECK (session IN ('KEPT', 'NOT_KEPT', 'SIGNED_OUT')),
    permission    text        NOT NULL CHECK (permission IN ('ALLOWED', 'DENIED', 'UNKNOWN')),
    token         text CHECK (length(token) BETWEEN 1 AND 4096),
    token_version bigint      NOT NULL,
    token_since   timestamptz NOT NULL,
    PRIMARY KEY (district, id),
    CONSTRAINT known_app FOREIGN KEY (district, app) REFERENCES app
);
CREATE INDEX device_by_person ON device (district, person);
CREATE INDEX device_by_app ON device (district, app);
CALL isolate_by_district('device');

-- Session epochs and token versions: they grow with each sign-in and each token, and an installation that was
-- deleted and comes back does not start again, so what was queued or proven for its former life stays in that.
CREATE SEQUENCE device_number;
GRANT USAGE ON SEQUENCE device_number TO belltower_app;

-- By device and person: another user's choices are not theirs, and hers are there again when she signs in again.
CREATE TABLE subscription (
    district        district_id NOT NULL DEFAULT current_setting('belltower.district'),
    device          object_id   NOT NULL,
    person          object_id   NOT NULL,
    category        text        NOT NULL CHECK (
        category IN ('ASSIGNMENTS', 'GRADES', 'ATTENDANCE', 'LUNCH_BALANCE', 'RESPONSIVE_SCHEDULE')),
    since           timestamptz NOT NULL,
    below           numeric(18, 6),
    threshold_since timestamptz,
    PRIMARY KEY (district, device, person, category),
    FOREIGN KEY (district, device) REFERENCES device ON DELETE CASCADE,
    CHECK ((below IS NULL) = (threshold_since IS NULL)),
    CHECK (below IS NULL OR category IN ('ASSIGNMENTS', 'GRADES', 'LUNCH_BALANCE'))
);
CALL isolate_by_district('subscription');

-- One token of an app has one owner across all districts: whoever signed in with it last. A device's token counts
-- only while it is its owner, so taking a token over writes nothing into another district but a mark, and two
-- devices that swap tokens cannot deadlock. No role may touch the table: three functions do, each for a device of
-- the district that the transaction has set.
CREATE TABLE token_owner (
    app      object_id   NOT NULL,
    hash     bytea       NOT NULL CHECK (length(hash) = 32),
    district district_id NOT NULL,
    device   object_id   NOT NULL,
    PRIMARY KEY (app, hash)
);
CREATE INDEX token_owner_by_device ON token_owner (district, device);

-- Makes the device the token's owner and marks who loses it. False if it was the owner already.
CREATE FUNCTION claim_token(claimed_app text, claiming text, token text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here     CONSTANT text  := current_setting('belltower.district');
    key      CONSTANT bytea := sha256(convert_to(token, 'UTF8'));
    previous public.token_owner;
BEGIN
    LOOP
        SELECT * INTO previous FROM public.token_owner WHERE app = claimed_app AND hash = key FOR UPDATE;
        IF FOUND THEN
            IF previous.district = here AND previous.device = claiming THEN
                RETURN false;
            END IF;
            UPDATE public.token_owner SET district = here, device = claiming WHERE app = claimed_app AND hash = key;
            INSERT INTO public.mark (kind, district, key) VALUES ('BINDING', previous.district, previous.device);
            RETURN true;
        END IF;
        INSERT INTO public.token_owner (app, hash, district, device) VALUES (claimed_app, key, here, claiming)
            ON CONFLICT DO NOTHING;
        IF FOUND THEN
            RETURN true;
        END IF;
    END LOOP;
END
$$;

-- Gives up the device's tokens but the one to keep (null: all). What another transaction is claiming is left to it:
-- this never waits.
CREATE FUNCTION release_tokens(releasing text, kept text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.token_owner WHERE (app, hash) IN (
        SELECT app, hash FROM public.token_owner
        WHERE district = current_setting('belltower.district') AND device = releasing
          AND hash IS DISTINCT FROM sha256(convert_to(kept, 'UTF8'))
        FOR UPDATE SKIP LOCKED)
$$;

CREATE FUNCTION owns_token(owned_app text, owning text, token text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.token_owner
        WHERE app = owned_app AND hash = sha256(convert_to(token, 'UTF8'))
          AND district = current_setting('belltower.district') AND device = owning)
$$;

REVOKE ALL ON FUNCTION claim_token, release_tokens, owns_token FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_token, release_tokens, owns_token TO belltower_app;
GRANT EXECUTE ON FUNCTION owns_token TO belltower_relay;
