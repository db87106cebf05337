-- What a person chose, and what the district says of it.

-- Mandatory: on for every device with Stay Logged In, whatever was chosen.
ALTER TABLE district ADD COLUMN mandatory text[] NOT NULL DEFAULT '{}' CHECK (
    mandatory <@ ARRAY ['ASSIGNMENTS', 'GRADES', 'ATTENDANCE', 'LUNCH_BALANCE', 'RESPONSIVE_SCHEDULE']);

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
