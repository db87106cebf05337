package org.belltower.registry.torture.change;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.erasure.Erased;
import org.belltower.registry.erasure.postgres.PostgresErasure;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.postgres.PostgresRemoved;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Kind;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.RosterItem;
import org.belltower.registry.roster.Student;
import org.belltower.registry.roster.postgres.PostgresGuardians;
import org.belltower.registry.roster.postgres.PostgresRelationships;
import org.belltower.registry.roster.postgres.PostgresRosterWriter;
import org.belltower.registry.roster.postgres.PostgresStudents;
import org.jdbi.v3.core.Jdbi;

/// Who comes, goes and is related, and what is erased of who went. Each tells whether it was done.
final class Roster {
    /// They come and go.
    private static final SchoolId ANNEX = new SchoolId("annex");

    private static final CalendarId SUMMER = new CalendarId("summer");

    private final SmallWorld world;
    private final PostgresStudents students;
    private final PostgresGuardians guardians;
    private final PostgresRelationships relationships;
    private final PostgresRosterWriter writer;
    private final PostgresErasure erasure;
    private final PostgresRemoved removed;

    Roster(DistrictTransactions transactions, Jdbi relay, SmallWorld world) {
        this.world = world;
        this.students = new PostgresStudents(transactions);
        this.guardians = new PostgresGuardians(transactions);
        this.relationships = new PostgresRelationships(transactions);
        this.writer = new PostgresRosterWriter(transactions);
        this.erasure = new PostgresErasure(transactions, InstantSource.system());
        this.removed = new PostgresRemoved(relay);
    }

    boolean relate(DistrictId district) {
        return relationships
                .put(district, world.student(), world.guardian(), relationship())
                .isEmpty();
    }

    boolean endRelationship(DistrictId district) {
        relationships.delete(district, world.student(), world.guardian());
        return true;
    }

    boolean student(DistrictId district) {
        List<CalendarId> calendars = List.of(world.one(SmallWorld.CALENDARS));
        return students.put(district, world.student(), new Student(null, world.birthDate(), calendars));
    }

    boolean guardian(DistrictId district) {
        return guardians.put(district, world.guardian(), new Guardian(null));
    }

    /// What refers to something that is not there is refused, the rest is written.
    boolean bulk(DistrictId district) {
        RosterSchool annex = new RosterSchool("Annex", ZoneOffset.UTC, Set.of(), Set.of());
        LocalDate begins = SmallWorld.DAY.plusDays(world.random().nextInt(50));
        List<RosterItem> items = List.of(
                new RosterItem.PutSchool(SmallWorld.SCHOOL, new RosterSchool("High", ZoneOffset.UTC, null, null)),
                new RosterItem.PutSchool(ANNEX, annex),
                new RosterItem.PutCalendar(SUMMER, new Calendar(ANNEX, 2027, begins, begins.plusDays(40), false)),
                new RosterItem.PutStudent(
                        world.student(),
                        new Student(null, world.birthDate(), List.of(SmallWorld.CALENDARS.getFirst()))),
                new RosterItem.PutStudent(world.student(), new Student(null, null, List.of(SUMMER))),
                new RosterItem.PutGuardian(world.guardian(), new Guardian(null)),
                new RosterItem.PutRelationship(world.student(), world.guardian(), relationship()),
                new RosterItem.DeleteRelationship(world.student(), world.guardian()),
                new RosterItem.Delete(Kind.GUARDIAN, world.guardian().value()),
                new RosterItem.Delete(Kind.STUDENT, world.student().value()),
                new RosterItem.Delete(Kind.CALENDAR, SUMMER.value()),
                new RosterItem.Delete(Kind.SCHOOL, ANNEX.value()));
        var _ = writer.write(
                district, items.stream().filter(_ -> !world.oneIn(4)).toList());
        return true;
    }

    private Relationship relationship() {
        LocalDate starts =
                world.oneIn(6) ? SmallWorld.DAY.minusDays(world.random().nextInt(300)) : null;
        LocalDate ends = world.oneIn(4) ? SmallWorld.DAY.plusDays(world.random().nextInt(300)) : null;
        return new Relationship(!world.oneIn(4), true, world.oneIn(5), starts, ends);
    }

    boolean erase(DistrictId district) {
        return erasure.erase(district, world.person()) == Erased.DONE;
    }

    /// Of all districts, as long after as it may be.
    boolean forgetRemoved() {
        return removed.forget(InstantSource.system().instant(), 3) > 0;
    }
}
