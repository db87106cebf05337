-- What has changed and is not published yet. A mark is written in the transaction that changes something, names only
-- ids, and is deleted by the relay after Kafka has acknowledged what it stands for.

CREATE TABLE mark (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind     text        NOT NULL CHECK (kind IN ('BINDING', 'SETTINGS', 'AUDIENCE')),
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    key      text        NOT NULL COLLATE "C",
    made     timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- One of 16, the same for a key as long as it exists: a key is only ever published by its shard.
    shard    integer     NOT NULL GENERATED ALWAYS AS (hashtext(district || '/' || key) & 15) STORED
);
-- Bindings and settings are claimed before audiences: there are few of them, and they take rights away.
CREATE INDEX mark_to_claim ON mark (shard, (kind = 'AUDIENCE'), id);
CREATE INDEX mark_by_binding ON mark (district, key) WHERE kind = 'BINDING';
-- A queue: rows come and go, and dead ones slow down the next claim.
ALTER TABLE mark SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

ALTER TABLE mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE mark FORCE ROW LEVEL SECURITY;
CREATE POLICY marked_by_own_district ON mark FOR INSERT TO belltower_app
    WITH CHECK (district = current_setting('belltower.district', true));
CREATE POLICY relayed_for_all ON mark TO belltower_relay USING (true) WITH CHECK (false);
-- The owner's functions mark across districts: who loses a token may be elsewhere.
CREATE POLICY marked_by_functions ON mark FOR INSERT TO CURRENT_USER WITH CHECK (true);
GRANT INSERT (kind, key) ON mark TO belltower_app;
GRANT SELECT, DELETE ON mark TO belltower_relay;

-- Versions of what is published: drawn before the rows are read, so a higher one is never older.
CREATE SEQUENCE published_version;
GRANT USAGE ON SEQUENCE published_version TO belltower_relay;
