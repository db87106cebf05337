package org.belltower.registry.roster;

import org.belltower.model.CalendarId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.RosterSchool;

/// One thing to do to a roster. Each may be repeated: what is so already is left alone.
public sealed interface RosterItem {
    record PutSchool(SchoolId id, RosterSchool school) implements RosterItem {}

    record PutCalendar(CalendarId id, Calendar calendar) implements RosterItem {}

    record PutSession(String id, Session session) implements RosterItem {}

    record PutStudent(StudentId id, Student student) implements RosterItem {}

    record PutGuardian(PersonId id, Guardian guardian) implements RosterItem {}

    record PutRelationship(StudentId student, PersonId guardian, Relationship relationship) implements RosterItem {}

    record PutFamily(String id, Family family) implements RosterItem {}

    record PutClass(String id, SchoolClass schoolClass) implements RosterItem {}

    record PutCamp(String id, Camp camp) implements RosterItem {}

    record PutEnrollment(String id, Enrollment enrollment) implements RosterItem {}

    record DeleteRelationship(StudentId student, PersonId guardian) implements RosterItem {}

    /// Everything else is deleted by its id.
    record Delete(Kind kind, String id) implements RosterItem {}
}
