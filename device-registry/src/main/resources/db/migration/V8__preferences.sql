-- What a person chose for all of their devices, what a device says otherwise, and what the district says of both.

-- Mandatory: on for every device with Stay Logged In, whatever was chosen. Detail: what a change notification may tell
-- with the person's consent. Language: of whoever chose none.
ALTER TABLE district
    ADD COLUMN mandatory        text[]  NOT NULL DEFAULT '{}' CHECK (
        mandatory <@ ARRAY ['ASSIGNMENTS', 'GRADES', 'ATTENDANCE', 'LUNCH_BALANCE', 'RESPONSIVE_SCHEDULE']),
    ADD COLUMN detail_permitted boolean NOT NULL DEFAULT false,
    ADD COLUMN default_language text    NOT NULL DEFAULT 'en' CHECK (default_language IN ('en', 'es'));

-- The areas that the app has.
ALTER TABLE app ADD COLUMN areas text[] NOT NULL
    DEFAULT ARRAY ['PLANNER', 'ASSIGNMENTS', 'ATTENDANCE', 'GRADES', 'SCHEDULE', 'SETTINGS', 'FOOD_SERVICE']
    CHECK (areas <@ ARRAY ['PLANNER', 'ASSIGNMENTS', 'ATTENDANCE', 'GRADES', 'SCHEDULE', 'SETTINGS', 'FOOD_SERVICE']);

-- Somebody without a row has chosen none of it. Quiet hours: local times, the end excluded, overnight if they end before
-- they begin.
CREATE TABLE preference (
    district   district_id NOT NULL DEFAULT current_setting('belltower.district'),
    person     object_id   NOT NULL,
    language   text CHECK (language IN ('en', 'es')),
    detail     boolean     NOT NULL,
    quiet_from time,
    quiet_to   time,
    quiet_zone text,
    PRIMARY KEY (district, person),
    CONSTRAINT known_district FOREIGN KEY (district) REFERENCES district,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
    CHECK (quiet_from <> quiet_to),
    CHECK (quiet_zone IS NULL OR quiet_from IS NOT NULL)
);
CALL isolate_by_district('preference');

-- What is on for all devices of a person that say nothing else.
CREATE TABLE default_subscription (
    district        district_id NOT NULL DEFAULT current_setting('belltower.district'),
    person          object_id   NOT NULL,
    category        text        NOT NULL CHECK (
        category IN ('ASSIGNMENTS', 'GRADES', 'ATTENDANCE', 'LUNCH_BALANCE', 'RESPONSIVE_SCHEDULE')),
    since           timestamptz NOT NULL,
    below           numeric(18, 6),
    threshold_since timestamptz,
    PRIMARY KEY (district, person, category),
    CONSTRAINT known_district FOREIGN KEY (district) REFERENCES district,
    CHECK ((below IS NULL) = (threshold_since IS NULL)),
    CHECK (below IS NULL OR category IN ('ASSIGNMENTS', 'GRADES', 'LUNCH_BALANCE'))
);
CALL isolate_by_district('default_subscription');

-- On a device: chosen for it (ON, OFF), or following the default with moments of its own (DEFAULT). Without a row the
-- default holds as it is. What was chosen until now was chosen for the device.
ALTER TABLE subscription
    ADD COLUMN choice text NOT NULL DEFAULT 'ON' CHECK (choice IN ('ON', 'OFF', 'DEFAULT')),
    ALTER COLUMN since DROP NOT NULL,
    ADD CHECK ((choice = 'OFF') = (since IS NULL)),
    ADD CHECK (since IS NOT NULL OR below IS NULL);
CREATE INDEX subscription_by_person ON subscription (district, person);

-- The "Office messages" switch of a person on a device; without a row it is on, as at install.
CREATE TABLE office_messages (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    device   object_id   NOT NULL,
    person   object_id   NOT NULL,
    enabled  boolean     NOT NULL,
    PRIMARY KEY (district, device, person),
    FOREIGN KEY (district, device) REFERENCES device ON DELETE CASCADE
);
CALL isolate_by_district('office_messages');

-- What is on for a person on a device, whichever of the two said so.
CREATE FUNCTION subscriptions_on(asked_device text, asked_person text)
    RETURNS TABLE (category text, since timestamptz, below numeric, threshold_since timestamptz)
    LANGUAGE sql STABLE AS $$
    SELECT category, since, below, threshold_since
    FROM public.subscription
    WHERE device = asked_device AND person = asked_person AND since IS NOT NULL
    UNION ALL
    SELECT category, since, below, threshold_since
    FROM public.default_subscription
    WHERE person = asked_person AND NOT EXISTS (
        SELECT FROM public.subscription
        WHERE device = asked_device AND person = asked_person AND category = default_subscription.category)
$$;
REVOKE ALL ON FUNCTION subscriptions_on FROM PUBLIC;
GRANT EXECUTE ON FUNCTION subscriptions_on TO belltower_app, belltower_relay;
