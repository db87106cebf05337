-- Pushes that wait long: out of the lane, whose position goes on without them, until their time has come.
--
-- Row-level security is forced on it as on every table with a district. The dispatcher sends for all districts at
-- once and claims what is due across them in one statement, so its role sees all rows, as the registry's relay
-- sees all marks: which rows are whose is decided by their keys. What has no policy here sees nothing, the owner included.
--
-- The roles are made with the database: belltower_dispatcher_owner migrates, belltower_dispatcher serves.

-- A process that has pushes in hand. When its time is over, what it has is free again for others.
CREATE TABLE claimer (
    id    uuid        PRIMARY KEY,
    until timestamptz NOT NULL
);

CREATE TABLE deferred_push (
    district       text        NOT NULL COLLATE "C",
    push           uuid        NOT NULL,
    lane_topic     text        NOT NULL COLLATE "C",
    lane_partition integer     NOT NULL CHECK (lane_partition >= 0),
    lane_offset    bigint      NOT NULL CHECK (lane_offset >= 0),
    headers        text        NOT NULL,
    -- As on the lane. Empty as soon as the push has ended: what it says is kept no longer than needed.
    value          bytea       NOT NULL,
    device         text        NOT NULL COLLATE "C",
    app            text        NOT NULL COLLATE "C",
    person         text        NOT NULL COLLATE "C",
    student        text        COLLATE "C",
    campaign       text        COLLATE "C",
    -- The credential whose lane is closed; empty if none is waited for.
    held_by        text        NOT NULL COLLATE "C",
    due            timestamptz NOT NULL,
    expires        timestamptz NOT NULL,
    failures       integer     NOT NULL CHECK (failures >= 0),
    claimed_by     uuid,
    -- An offset of the outcomes' partition of the lane partition's number: the outcome of a send by whoever claimed
    -- it stands at or above. Of a row that nobody has claimed it says that the last one did not let it go properly.
    outcomes_from  bigint,
    finished_at    timestamptz,
    PRIMARY KEY (district, push),
    CHECK (due <= expires),
    CHECK (finished_at IS NULL OR claimed_by IS NULL)
);
-- What waits, by whom it waits for and by district, so that each gets its turn.
CREATE INDEX deferred_push_turn ON deferred_push (held_by, district, due)
    WHERE claimed_by IS NULL AND finished_at IS NULL;
CREATE INDEX deferred_push_expiring ON deferred_push (expires)
    WHERE claimed_by IS NULL AND finished_at IS NULL AND held_by <> '';
CREATE INDEX deferred_push_claimed ON deferred_push (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX deferred_push_finished ON deferred_push (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX deferred_push_place ON deferred_push (lane_partition, lane_offset);
CREATE INDEX deferred_push_device ON deferred_push (district, device) WHERE finished_at IS NULL;
CREATE INDEX deferred_push_student ON deferred_push (district, student)
    WHERE finished_at IS NULL AND student IS NOT NULL;
CREATE INDEX deferred_push_campaign ON deferred_push (district, campaign)
    WHERE finished_at IS NULL AND campaign IS NOT NULL;
-- A queue: rows come and go, and dead ones slow down the next claim.
ALTER TABLE deferred_push SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);

ALTER TABLE deferred_push ENABLE ROW LEVEL SECURITY;
ALTER TABLE deferred_push FORCE ROW LEVEL SECURITY;
CREATE POLICY sent_for_all ON deferred_push TO belltower_dispatcher USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON deferred_push TO belltower_dispatcher;
GRANT SELECT, INSERT, UPDATE, DELETE ON claimer TO belltower_dispatcher;
