-- What a device tells of its phone, which phones a district supports, when a device was last seen, and up to when a
-- person's tokens open no session any more.

-- The mark of a device that is not supported is its cause. The rule may be gone already: the next look at the device
-- takes the mark away.
ALTER TABLE device
    ADD COLUMN reported_id       text CHECK (length(reported_id) BETWEEN 1 AND 255),
    ADD COLUMN platform          text CHECK (platform IN ('IOS', 'ANDROID')),
    ADD COLUMN device_class      text CHECK (device_class IN ('PHONE', 'TABLET')),
    ADD COLUMN os_version        text CHECK (length(os_version) BETWEEN 1 AND 64),
    ADD COLUMN model             text CHECK (length(model) BETWEEN 1 AND 255),
    ADD COLUMN screen            text CHECK (length(screen) BETWEEN 1 AND 16),
    ADD COLUMN unsupported_cause text CHECK (
        unsupported_cause IN ('NOT_LISTED', 'VERSION_TOO_LOW', 'MODEL_EXCLUDED', 'SCREEN_EXCLUDED')),
    ADD COLUMN unsupported_rule  object_id,
    ADD COLUMN seen              timestamptz NOT NULL DEFAULT now(),
    ADD CHECK (num_nulls(platform, device_class, os_version, model, screen) IN (0, 5)),
    ADD CHECK (unsupported_rule IS NULL OR unsupported_cause IS NOT NULL);

-- The best that is known of devices that are there. The owner, too, sees one district at a time.
ALTER TABLE device NO FORCE ROW LEVEL SECURITY;
UPDATE device SET seen = token_since;
ALTER TABLE device FORCE ROW LEVEL SECURITY;

-- One row is in force for a platform and a class: the newest that has begun.
CREATE TABLE supported_platform (
    district         district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id               object_id   NOT NULL,
    since            date        NOT NULL,
    device_class     text        NOT NULL CHECK (device_class IN ('PHONE', 'TABLET')),
    platform         text        NOT NULL CHECK (platform IN ('IOS', 'ANDROID')),
    minimum          text        NOT NULL,
    excluded_models  text[]      NOT NULL,
    excluded_screens text[]      NOT NULL,
    reason           text        NOT NULL,
    PRIMARY KEY (district, id),
    UNIQUE (district, platform, device_class, since),
    CONSTRAINT known_district FOREIGN KEY (district) REFERENCES district
);
CALL isolate_by_district('supported_platform');
REVOKE ALL ON supported_platform FROM belltower_relay;

-- How often a district's table has changed, and as of which change and which day its devices were all looked at.
CREATE TABLE platform_table (
    district district_id NOT NULL DEFAULT current_setting('belltower.district') PRIMARY KEY,
    version  bigint      NOT NULL,
    judged   bigint,
    judged_on date
);
CALL isolate_by_district('platform_table');
REVOKE ALL ON platform_table FROM belltower_relay;
CREATE POLICY told_by_functions ON platform_table FOR SELECT TO CURRENT_USER USING (true);

-- Whose devices are to be looked at: after a change of the table, and each day anew, as rows begin by date.
CREATE FUNCTION districts_to_judge(today date) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT district FROM public.platform_table
    WHERE judged IS DISTINCT FROM version OR judged_on IS NULL OR judged_on < today
    ORDER BY district
$$;
REVOKE ALL ON FUNCTION districts_to_judge FROM PUBLIC;
GRANT EXECUTE ON FUNCTION districts_to_judge TO belltower_relay;

-- A token of the person that was issued up to this moment opens no session. The person may not be in the roster.
CREATE TABLE session_cutoff (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    person   object_id   NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (district, person)
);
CALL isolate_by_district('session_cutoff');
REVOKE ALL ON session_cutoff FROM belltower_relay;
