package org.belltower.registry.roster.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.registry.district.postgres.PostgresCalendars;
import org.belltower.registry.district.postgres.PostgresSchools;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.DistrictTransactions.Work;
import org.belltower.registry.postgres.DistrictTurns;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.postgres.SqlFailures;
import org.belltower.registry.roster.Kind;
import org.belltower.registry.roster.RosterItem;
import org.belltower.registry.roster.RosterItem.Delete;
import org.belltower.registry.roster.RosterItem.DeleteRelationship;
import org.belltower.registry.roster.RosterItem.PutCalendar;
import org.belltower.registry.roster.RosterItem.PutCamp;
import org.belltower.registry.roster.RosterItem.PutClass;
import org.belltower.registry.roster.RosterItem.PutEnrollment;
import org.belltower.registry.roster.RosterItem.PutFamily;
import org.belltower.registry.roster.RosterItem.PutGuardian;
import org.belltower.registry.roster.RosterItem.PutRelationship;
import org.belltower.registry.roster.RosterItem.PutSchool;
import org.belltower.registry.roster.RosterItem.PutSession;
import org.belltower.registry.roster.RosterItem.PutStudent;
import org.belltower.registry.roster.RosterWriter;
import org.belltower.registry.roster.Written;
import org.belltower.registry.roster.Written.Done;
import org.belltower.registry.roster.Written.Reason;
import org.belltower.registry.roster.Written.Refused;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Writes items in transactions of a bounded size, each item behind a savepoint of its own. All
/// advisory locks of a transaction are taken before its first row, in the order of [Locks]; its rows
/// follow in the order of the items, so whoever else locks several of these rows may have to give way.
/// One call of a district at a time; those of other processes take turns with it, transaction by
/// transaction. Blocks; thread-safe.
public final class PostgresRosterWriter implements RosterWriter {
    /// Long enough for few commits, short enough that a sign-in does not wait for long.
    private static final int IN_ONE_TRANSACTION = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SAVEPOINT = "item";

    private final DistrictTransactions transactions;
    private final DistrictTurns turns;

    /// For one that is alone in its process.
    public PostgresRosterWriter(DistrictTransactions transactions) {
        this(transactions, new DistrictTurns(PATIENCE));
    }

    /// @param turns those of all calls in this process
    public PostgresRosterWriter(DistrictTransactions transactions, DistrictTurns turns) {
        this.transactions = transactions;
        this.turns = turns;
    }

    @Override
    public List<Written> write(DistrictId district, List<RosterItem> items) {
        List<Work<List<Written>>> parts = new ArrayList<>();
        for (int from = 0; from < items.size(); from += IN_ONE_TRANSACTION) {
            List<RosterItem> part = items.subList(from, Math.min(items.size(), from + IN_ONE_TRANSACTION));
            parts.add(handle -> together(handle, part));
        }
        return transactions.inTurn(district, turns, parts).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Written> together(Handle handle, List<RosterItem> items) {
        Locks.roster(handle);
        Locks.persons(
                handle, items.stream().flatMap(PostgresRosterWriter::person).toList());
        return items.stream().map(item -> alone(handle, item)).toList();
    }

    /// Whose audience or devices it is about.
    private static Stream<PersonId> person(RosterItem item) {
        return switch (item) {
            case PutStudent put -> Stream.of(put.id().asPerson());
            case PutGuardian put -> Stream.of(put.id());
            case PutRelationship put -> Stream.of(put.student().asPerson(), put.guardian());
            case DeleteRelationship delete -> Stream.of(delete.guardian());
            case Delete(Kind kind, String id)
            when kind == Kind.STUDENT || kind == Kind.GUARDIAN -> Stream.of(new PersonId(id));
            case Delete _, PutSchool _, PutCalendar _, PutSession _ -> Stream.empty();
            case PutFamily _, PutClass _, PutCamp _, PutEnrollment _ -> Stream.empty();
        };
    }

    private static Written alone(Handle handle, RosterItem item) {
        handle.savepoint(SAVEPOINT);
        try {
            Written written = one(handle, item);
            handle.releaseSavepoint(SAVEPOINT);
            return written;
        } catch (UnableToExecuteStatementException e) {
            if (SqlFailures.mayPass(e)) {
                throw e;
            }
            handle.rollbackToSavepoint(SAVEPOINT);
            return refused(handle, item, e);
        }
    }

    private static Refused refused(Handle handle, RosterItem item, UnableToExecuteStatementException failure) {
        if (item instanceof Delete) {
            return new Refused(Reason.CONFLICT, "id", "is in use: what refers to it must go first");
        }
        return DistrictTransactions.unknownField(failure)
                .map(field -> new Refused(Reason.INVALID, which(handle, item, field), "is not known"))
                .orElseThrow(() -> failure);
    }

    /// Of a list also the place in it.
    private static String which(Handle handle, RosterItem item, String field) {
        return item instanceof PutStudent put && field.equals(People.CALENDARS)
                ? People.unknownCalendar(handle, put.student()).orElse(field)
                : field;
    }

    private static Written one(Handle handle, RosterItem item) {
        return switch (item) {
            case PutSchool put -> done(PostgresSchools.put(handle, put.id(), put.school()));
            case PutCalendar put -> done(PostgresCalendars.put(handle, put.id(), put.calendar()));
            case PutSession put -> done(GroupRows.put(handle, put.id(), put.session()));
            case PutStudent put -> done(People.put(handle, put.id(), put.student()), "guardian");
            case PutGuardian put -> done(People.put(handle, put.id(), put.guardian()), "student");
            case PutRelationship put ->
                RelationshipRows.put(handle, put.student(), put.guardian(), put.relationship())
                        .map(PostgresRosterWriter::done)
                        .orElseGet(() -> Refused.tooManyGuardians(put.student()));
            case PutFamily put -> done(GroupRows.put(handle, put.id(), put.family()));
            case PutClass put -> done(GroupRows.put(handle, put.id(), put.schoolClass()), "camp");
            case PutCamp put -> done(GroupRows.put(handle, put.id(), put.camp()), "class");
            case PutEnrollment put -> done(GroupRows.put(handle, put.id(), put.enrollment()));
            case DeleteRelationship delete ->
                gone(RelationshipRows.delete(handle, delete.student(), delete.guardian()));
            case Delete(Kind kind, String id) -> gone(delete(handle, kind, id));
        };
    }

    private static boolean delete(Handle handle, Kind kind, String id) {
        return switch (kind) {
            case SCHOOL -> PostgresSchools.delete(handle, new SchoolId(id));
            case CALENDAR -> PostgresCalendars.delete(handle, new CalendarId(id));
            case STUDENT -> People.deleteStudent(handle, id);
            case GUARDIAN -> People.deleteGuardian(handle, id);
            case SESSION -> handle.execute("DELETE FROM academic_session WHERE id = ?", id) > 0;
            case FAMILY -> handle.execute("DELETE FROM family WHERE id = ?", id) > 0;
            case CLASS -> handle.execute("DELETE FROM offering WHERE id = ? AND kind = 'CLASS'", id) > 0;
            case CAMP -> handle.execute("DELETE FROM offering WHERE id = ? AND kind = 'CAMP'", id) > 0;
            case ENROLLMENT -> handle.execute("DELETE FROM offering_enrollment WHERE id = ?", id) > 0;
            case RELATIONSHIP -> throw new IllegalArgumentException("a relationship has no id");
        };
    }

    private static Written done(RowChange change) {
        return switch (change) {
            case CREATED -> Done.CREATED;
            case CHANGED -> Done.CHANGED;
            case UNCHANGED -> Done.UNCHANGED;
        };
    }

    private static Written done(Optional<RowChange> change, String other) {
        return change.map(PostgresRosterWriter::done)
                .orElseGet(() -> new Refused(Reason.CONFLICT, "id", "belongs to a " + other));
    }

    private static Written gone(boolean deleted) {
        return deleted ? Done.DELETED : Done.UNCHANGED;
    }
}
