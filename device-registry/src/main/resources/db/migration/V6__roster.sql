-- The rest of the roster: families, academic sessions, classes and camps with who is enrolled in them, whether the
-- office may reach a guardian, and the answers that are given again to a repeated call.

-- "Notify": the office may reach this guardian about this student. It gates no change notification: those have the
-- portal flag (A9).
ALTER TABLE relationship ADD COLUMN notify boolean NOT NULL DEFAULT true;

CREATE TABLE family (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id       object_id   NOT NULL,
    name     text,
    PRIMARY KEY (district, id),
    CONSTRAINT known_district FOREIGN KEY (district) REFERENCES district
);
CALL isolate_by_district('family');

CREATE TABLE family_member (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    family   object_id   NOT NULL,
    person   object_id   NOT NULL,
    PRIMARY KEY (district, family, person),
    CONSTRAINT known_family FOREIGN KEY (district, family) REFERENCES family ON DELETE CASCADE,
    CONSTRAINT known_members FOREIGN KEY (district, person) REFERENCES person ON DELETE CASCADE
);
CREATE INDEX family_member_by_person ON family_member (district, person);
CALL isolate_by_district('family_member');

-- Terms and the like, of one school or of the whole district. What decides about silence is the calendar (A8).
CREATE TABLE academic_session (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id       object_id   NOT NULL,
    name     text        NOT NULL,
    type     text        NOT NULL CHECK (type IN ('TERM', 'SEMESTER', 'SCHOOL_YEAR', 'GRADING_PERIOD')),
    school   object_id,
    parent   object_id,
    year     integer     NOT NULL CHECK (year BETWEEN 2000 AND 2999),
    starts   date        NOT NULL,
    ends     date        NOT NULL,
    PRIMARY KEY (district, id),
    CONSTRAINT known_district FOREIGN KEY (district) REFERENCES district,
    CONSTRAINT known_school FOREIGN KEY (district, school) REFERENCES school,
    CONSTRAINT known_parent FOREIGN KEY (district, parent) REFERENCES academic_session,
    CHECK (starts <= ends),
    CHECK (parent <> id)
);
CREATE INDEX academic_session_by_school ON academic_session (district, school);
CREATE INDEX academic_session_by_parent ON academic_session (district, parent);
CALL isolate_by_district('academic_session');

-- Classes and camps share one space of ids. Their days begin and end in the zone of their school.
CREATE TABLE offering (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id       object_id   NOT NULL,
    kind     text        NOT NULL CHECK (kind IN ('CLASS', 'CAMP')),
    name     text        NOT NULL,
    school   object_id   NOT NULL,
    calendar object_id,
    session  object_id,
    PRIMARY KEY (district, id),
    UNIQUE (district, id, kind),
    CONSTRAINT known_school FOREIGN KEY (district, school) REFERENCES school,
    CONSTRAINT known_calendar FOREIGN KEY (district, calendar) REFERENCES calendar,
    CONSTRAINT known_session FOREIGN KEY (district, session) REFERENCES academic_session
);
CREATE INDEX offering_by_kind ON offering (district, kind, id);
CREATE INDEX offering_by_school ON offering (district, school);
CREATE INDEX offering_by_calendar ON offering (district, calendar);
CREATE INDEX offering_by_session ON offering (district, session);
CALL isolate_by_district('offering');

CREATE TABLE camp_day (
    district  district_id NOT NULL DEFAULT current_setting('belltower.district'),
    camp      object_id   NOT NULL,
    day       date        NOT NULL,
    cancelled boolean     NOT NULL,
    kind      text        NOT NULL GENERATED ALWAYS AS ('CAMP') STORED,
    PRIMARY KEY (district, camp, day),
    CONSTRAINT known_camp FOREIGN KEY (district, camp, kind)
        REFERENCES offering (district, id, kind) ON DELETE CASCADE
);
CALL isolate_by_district('camp_day');

-- In a class or in a camp; what a student has with a calendar is the table enrollment.
CREATE TABLE offering_enrollment (
    district     district_id NOT NULL DEFAULT current_setting('belltower.district'),
    id           object_id   NOT NULL,
    student      object_id   NOT NULL,
    class        object_id,
    camp         object_id,
    type         text        NOT NULL CHECK (type IN ('ACTIVE', 'TRIAL', 'MAKEUP', 'SINGLE_DAY', 'WAIT')),
    starts       date,
    drops        date,
    student_kind text        NOT NULL GENERATED ALWAYS AS ('STUDENT') STORED,
    class_kind   text        NOT NULL GENERATED ALWAYS AS ('CLASS') STORED,
    camp_kind    text        NOT NULL GENERATED ALWAYS AS ('CAMP') STORED,
    PRIMARY KEY (district, id),
    CONSTRAINT known_student FOREIGN KEY (district, student, student_kind)
        REFERENCES person (district, id, kind) ON DELETE CASCADE,
    CONSTRAINT known_class FOREIGN KEY (district, class, class_kind)
        REFERENCES offering (district, id, kind) ON DELETE CASCADE,
    CONSTRAINT known_camp FOREIGN KEY (district, camp, camp_kind)
        REFERENCES offering (district, id, kind) ON DELETE CASCADE,
    CHECK (num_nonnulls(class, camp) = 1),
    CHECK (camp IS NULL OR type IN ('ACTIVE', 'WAIT')),
    CHECK (starts <= drops)
);
CREATE INDEX offering_enrollment_by_student ON offering_enrollment (district, student);
CREATE INDEX offering_enrollment_by_class ON offering_enrollment (district, class);
CREATE INDEX offering_enrollment_by_camp ON offering_enrollment (district, camp);
CALL isolate_by_district('offering_enrollment');

-- Lists by name.
CREATE INDEX person_by_name ON person (district, kind, (lower(coalesce(name, '')) COLLATE "C"), id);
CREATE INDEX offering_by_name ON offering (district, kind, (lower(coalesce(name, '')) COLLATE "C"), id);

-- What was answered to a call with an Idempotency-Key; no answer: it is still running, or its process was killed.
CREATE TABLE idempotent_call (
    district    district_id NOT NULL DEFAULT current_setting('belltower.district'),
    client      text        NOT NULL,
    key         text        NOT NULL COLLATE "C",
    fingerprint text        NOT NULL,
    began       timestamptz NOT NULL,
    answer      text,
    PRIMARY KEY (district, client, key)
);
CREATE INDEX idempotent_call_by_age ON idempotent_call (district, began);
CALL isolate_by_district('idempotent_call');
REVOKE ALL ON idempotent_call FROM belltower_relay;

-- Marks something again for which a mark waits to be published, and does nothing otherwise. Who repeats a call that was
-- stored but not published finds nothing to change, and waits for the same all the same.
CREATE INDEX mark_by_key ON mark (district, key) WHERE kind IN ('SETTINGS', 'REVOCATION');
CREATE FUNCTION mark_again(again text, marked text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.mark (kind, key)
    SELECT again, marked WHERE EXISTS (
        SELECT FROM public.mark
        WHERE district = current_setting('belltower.district') AND kind = again AND key = marked)
$$;
REVOKE ALL ON FUNCTION mark_again FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mark_again TO belltower_app;
CREATE INDEX removed_by_person ON removed (district, person);
