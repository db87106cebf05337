-- Apple's tokens are bytes, which apps write down as hex, some in capitals: one phone had as many tokens, and as many
-- owners, as there were ways to write it (I-24). From now on there is one.

-- The owner, too, sees one district at a time.
ALTER TABLE device NO FORCE ROW LEVEL SECURITY;

-- Each device that wrote its token otherwise gets it as it is written now, and is published so. If another device owns
-- that already, whoever signed in or brought the token last keeps it: session epochs and token versions are drawn from
-- one sequence for all districts. Who loses it is remembered and marked as by claim_token (V12).
DO $$
DECLARE
    phone record;
    rival record;
    loser record;
    was   bytea;
    key   bytea;
BEGIN
    FOR phone IN
        SELECT district, id, app, token, greatest(token_version, session_epoch) AS since FROM device
        WHERE provider = 'APNS' AND token ~ '^([0-9A-Fa-f]{2})+$' AND token ~ '[A-F]'
        ORDER BY district, id
    LOOP
        was := sha256(convert_to(phone.token, 'UTF8'));
        key := sha256(convert_to(lower(phone.token), 'UTF8'));
        UPDATE device SET token = lower(phone.token) WHERE district = phone.district AND id = phone.id;
        INSERT INTO mark (kind, district, key) VALUES ('BINDING', phone.district, phone.id);
        INSERT INTO token_former_owner (app, hash, district, device, made)
            SELECT app, key, district, device, made FROM token_former_owner WHERE app = phone.app AND hash = was
            ON CONFLICT (app, hash, district, device) DO NOTHING;
        DELETE FROM token_former_owner WHERE app = phone.app AND hash = was;

        DELETE FROM token_owner
            WHERE app = phone.app AND hash = was AND district = phone.district AND device = phone.id;
        CONTINUE WHEN NOT FOUND;
        SELECT o.district, o.device, coalesce((
                SELECT greatest(token_version, session_epoch) FROM device AS d
                WHERE d.district = o.district AND d.id = o.device AND lower(d.token) = lower(phone.token)), 0) AS since
            INTO rival FROM token_owner AS o WHERE o.app = phone.app AND o.hash = key;
        IF NOT FOUND THEN
            INSERT INTO token_owner (app, hash, district, device) VALUES (phone.app, key, phone.district, phone.id);
            CONTINUE;
        END IF;
        IF rival.since > phone.since THEN
            SELECT phone.district, phone.id AS device INTO loser;
        ELSE
            SELECT rival.district, rival.device INTO loser;
            UPDATE token_owner SET district = phone.district, device = phone.id WHERE app = phone.app AND hash = key;
        END IF;
        INSERT INTO mark (kind, district, key) VALUES ('BINDING', loser.district, loser.device);
        INSERT INTO token_former_owner (app, hash, district, device)
            VALUES (phone.app, key, loser.district, loser.device)
            ON CONFLICT (app, hash, district, device) DO UPDATE SET made = clock_timestamp();
    END LOOP;
END
$$;

-- What is no hex, Apple never gave out and does not take: as after a proof that a token is dead.
WITH given_up AS (
    DELETE FROM token_owner USING device
    WHERE device.provider = 'APNS' AND device.token !~ '^([0-9A-Fa-f]{2})+$'
      AND token_owner.district = device.district AND token_owner.device = device.id
), marked AS (
    INSERT INTO mark (kind, district, key)
    SELECT 'BINDING', district, id FROM device WHERE provider = 'APNS' AND token !~ '^([0-9A-Fa-f]{2})+$'
)
UPDATE device SET token = NULL WHERE provider = 'APNS' AND token !~ '^([0-9A-Fa-f]{2})+$';

ALTER TABLE device ADD CONSTRAINT device_token_form CHECK (provider <> 'APNS' OR token ~ '^([0-9a-f]{2})+$');
ALTER TABLE device FORCE ROW LEVEL SECURITY;
