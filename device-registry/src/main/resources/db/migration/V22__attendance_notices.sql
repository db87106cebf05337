-- Which attendance a school tells families of: what has one of these statuses and one of these excuses (I-18).
ALTER TABLE school
    ADD COLUMN attendance_statuses text[] NOT NULL DEFAULT ARRAY ['ABSENT', 'TARDY', 'EARLY_RELEASE'] CHECK (
        attendance_statuses <@ ARRAY ['PRESENT', 'ABSENT', 'TARDY', 'EARLY_RELEASE']),
    ADD COLUMN attendance_excuses  text[] NOT NULL DEFAULT ARRAY ['EXCUSED', 'UNEXCUSED', 'UNKNOWN'] CHECK (
        attendance_excuses <@ ARRAY ['EXCUSED', 'UNEXCUSED', 'EXEMPT', 'UNKNOWN']);
