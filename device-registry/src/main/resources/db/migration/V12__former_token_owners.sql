-- Who had a token before its owner, for as long as their binding may still say so: who signs in with the token waits
-- for that, also when they repeat the call.

-- Like token_owner, nobody's but the functions'.
CREATE TABLE token_former_owner (
    app      object_id   NOT NULL,
    hash     bytea       NOT NULL CHECK (length(hash) = 32),
    district district_id NOT NULL,
    device   object_id   NOT NULL,
    made     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (app, hash, district, device)
);
CREATE INDEX token_former_owner_by_age ON token_former_owner (made);

-- Marks the token's former owners again whose marks wait, and forgets the others: what they lost is published. Who calls
-- holds the token's row in token_owner, so nobody else has these rows in hand.
CREATE FUNCTION mark_former_owners(of_app text, of_hash bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.token_former_owner AS former
    WHERE former.app = of_app AND former.hash = of_hash AND NOT EXISTS (
        SELECT FROM public.mark
        WHERE mark.kind = 'BINDING' AND mark.district = former.district AND mark.key = former.device);
    INSERT INTO public.mark (kind, district, key)
    SELECT 'BINDING', district, device FROM public.token_former_owner WHERE app = of_app AND hash = of_hash;
$$;
REVOKE ALL ON FUNCTION mark_former_owners FROM PUBLIC;

-- Makes the device the token's owner, and marks who loses it, and who lost it before and may still be published with
-- it. False if it was the owner already.
CREATE OR REPLACE FUNCTION claim_token(claimed_app text, claiming text, token text) RETURNS boolean
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
                PERFORM public.mark_former_owners(claimed_app, key);
                RETURN false;
            END IF;
            UPDATE public.token_owner SET district = here, device = claiming WHERE app = claimed_app AND hash = key;
            DELETE FROM public.token_former_owner AS former
                WHERE former.app = claimed_app AND former.hash = key
                  AND former.district = here AND former.device = claiming;
            PERFORM public.mark_former_owners(claimed_app, key);
            INSERT INTO public.mark (kind, district, key) VALUES ('BINDING', previous.district, previous.device);
            INSERT INTO public.token_former_owner (app, hash, district, device)
                VALUES (claimed_app, key, previous.district, previous.device)
                ON CONFLICT (app, hash, district, device) DO UPDATE SET made = clock_timestamp();
            RETURN true;
        END IF;
        INSERT INTO public.token_owner (app, hash, district, device) VALUES (claimed_app, key, here, claiming)
            ON CONFLICT DO NOTHING;
        IF FOUND THEN
            DELETE FROM public.token_former_owner AS former
                WHERE former.app = claimed_app AND former.hash = key
                  AND former.district = here AND former.device = claiming;
            PERFORM public.mark_former_owners(claimed_app, key);
            RETURN true;
        END IF;
    END LOOP;
END
$$;

-- Gives up the device's tokens but the one to keep (null: all), and remembers that it had them: who calls marks the
-- device. What another transaction is claiming is left to it: this never waits.
CREATE OR REPLACE FUNCTION release_tokens(releasing text, kept text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH released AS (
        DELETE FROM public.token_owner WHERE (app, hash) IN (
            SELECT app, hash FROM public.token_owner
            WHERE district = current_setting('belltower.district') AND device = releasing
              AND hash IS DISTINCT FROM sha256(convert_to(kept, 'UTF8'))
            FOR UPDATE SKIP LOCKED)
        RETURNING app, hash, district, device
    )
    INSERT INTO public.token_former_owner (app, hash, district, device)
    SELECT app, hash, district, device FROM released
    ON CONFLICT (app, hash, district, device) DO UPDATE SET made = clock_timestamp()
$$;

-- As before, and with it, at most so many of the former owners from before the moment whose binding says so by now: of a
-- token that nobody signs in with again.
CREATE OR REPLACE FUNCTION forget_removed(before timestamptz, most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.token_former_owner WHERE (app, hash, district, device) IN (
        SELECT former.app, former.hash, former.district, former.device FROM public.token_former_owner AS former
        WHERE made < before AND NOT EXISTS (
            SELECT FROM public.mark
            WHERE mark.kind = 'BINDING' AND mark.district = former.district AND mark.key = former.device)
        ORDER BY made LIMIT most FOR UPDATE SKIP LOCKED);
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

-- Credentials are marked again too.
DROP INDEX mark_by_key;
CREATE INDEX mark_by_key ON mark (district, key) WHERE kind IN ('SETTINGS', 'CREDENTIAL', 'REVOCATION');
