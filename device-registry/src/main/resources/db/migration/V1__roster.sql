-- The district, its schools and its people.
--
-- Every table is keyed by (district, id), and row-level security is forced on it: a statement sees and writes the
-- rows of the one district that its transaction has set (belltower.district), and a transaction that has set none
-- sees nothing. The district column fills itself from the same setting, so no statement names it. A foreign key
-- called known_<field> lets the service tell the caller which field refers to nothing.
--
-- The roles are made with the database: the owner migrates, belltower_app serves, belltower_relay publishes.

CREATE DOMAIN district_id AS text COLLATE "C" CHECK (VALUE ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$');
CREATE DOMAIN object_id AS text COLLATE "C" CHECK (length(VALUE) BETWEEN 1 AND 255);

CREATE PROCEDURE isolate_by_district(isolated regclass)
    LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', isolated);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', isolated);
    EXECUTE format(
        'CREATE POLICY one_district ON %s
             USING (district = current_setting(''belltower.district'', true))
             WITH CHECK (district = current_setting(''belltower.district'', true))',
        isolated);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO belltower_app', isolated);
    EXECUTE format('GRANT SELECT ON %s TO belltower_relay', isolated);
END
$$;
REVOKE ALL ON PROCEDURE isolate_by_district FROM PUBLIC;

CREATE TABLE district (
    district      district_id NOT NULL DEFAULT current_setting('belltower.district') PRIMARY KEY,
    name          text        NOT NULL,
    notifications boolean     NOT NULL DEFAULT false,
    food_service  boolean     NOT NULL,
    active_year   integer     NOT NULL CHECK (active_year BETWEEN 2000 AND 2999)
);
CALL isolate_by_district('district');

CREATE TABLE school (
    district            district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id                  object_id   NOT NULL,
    name                text        NOT NULL,
    zone                text        NOT NULL,
    display_options     text[]      NOT NULL CHECK (
        display_options <@ ARRAY ['ASSIGNMENTS', 'GRADES', 'ATTENDANCE', 'FOOD_SERVICE', 'SCHEDULE']),
    contact_preferences text[]      NOT NULL CHECK (
        contact_preferences <@
        ARRAY ['ASSIGNMENTS', 'GRADES', 'ATTENDANCE', 'LUNCH_BALANCE', 'RESPONSIVE_SCHEDULE']),
    PRIMARY KEY (district, id),
    CONSTRAINT known_district FOREIGN KEY (district) REFERENCES district
);
CALL isolate_by_district('school');

CREATE TABLE calendar (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id       object_id   NOT NULL,
    school   object_id   NOT NULL,
    year     integer     NOT NULL CHECK (year BETWEEN 2000 AND 2999),
    starts   date        NOT NULL,
    ends     date        NOT NULL,
    excluded boolean     NOT NULL,
    PRIMARY KEY (district, id),
    CONSTRAINT known_school FOREIGN KEY (district, school) REFERENCES school,
    CHECK (starts <= ends)
);
CREATE INDEX calendar_by_school ON calendar (district, school);
CALL isolate_by_district('calendar');

-- Students and guardians share one space of ids: whoever signs in as a person is one or the other, never both.
CREATE TABLE person (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id       object_id   NOT NULL,
    kind     text        NOT NULL CHECK (kind IN ('STUDENT', 'GUARDIAN')),
    name     text,
    PRIMARY KEY (district, id),
    UNIQUE (district, id, kind),
    CONSTRAINT known_district FOREIGN KEY (district) REFERENCES district
);
CREATE INDEX person_by_kind ON person (district, kind, id);
CALL isolate_by_district('person');

CREATE TABLE enrollment (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    student  object_id   NOT NULL,
    calendar object_id   NOT NULL,
    kind     text        NOT NULL GENERATED ALWAYS AS ('STUDENT') STORED,
    PRIMARY KEY (district, student, calendar),
    CONSTRAINT known_student FOREIGN KEY (district, student, kind) REFERENCES person (district, id, kind),
    CONSTRAINT known_calendars FOREIGN KEY (district, calendar) REFERENCES calendar
);
CREATE INDEX enrollment_by_calendar ON enrollment (district, calendar);
CALL isolate_by_district('enrollment');

CREATE TABLE relationship (
    district      district_id NOT NULL DEFAULT current_setting('belltower.district'),
    student       object_id   NOT NULL,
    guardian      object_id   NOT NULL,
    portal        boolean     NOT NULL,
    restricted    boolean     NOT NULL,
    starts        date,
    ends          date,
    student_kind  text        NOT NULL GENERATED ALWAYS AS ('STUDENT') STORED,
    guardian_kind text        NOT NULL GENERATED ALWAYS AS ('GUARDIAN') STORED,
    PRIMARY KEY (district, student, guardian),
    CONSTRAINT known_student FOREIGN KEY (district, student, student_kind) REFERENCES person (district, id, kind),
    CONSTRAINT known_guardian FOREIGN KEY (district, guardian, guardian_kind) REFERENCES person (district, id, kind),
    CHECK (starts <= ends)
);
CREATE INDEX relationship_by_guardian ON relationship (district, guardian);
CALL isolate_by_district('relationship');
