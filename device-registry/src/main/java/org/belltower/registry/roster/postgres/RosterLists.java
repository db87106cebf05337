package org.belltower.registry.roster.postgres;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.School;
import org.belltower.registry.page.ListPage;
import org.belltower.registry.page.ListRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.roster.Camp;
import org.belltower.registry.roster.Enrollment;
import org.belltower.registry.roster.Family;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Listed;
import org.belltower.registry.roster.ListedRelationship;
import org.belltower.registry.roster.SchoolClass;
import org.belltower.registry.roster.Session;
import org.belltower.registry.roster.Student;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// The lists of a roster. Blocks; thread-safe.
public final class RosterLists {
    static final Listing<School> SCHOOLS = new Listing<>(
            "name, zone, display_options, contact_preferences",
            "school",
            "true",
            Map.of(),
            true,
            ConstructorMapper.of(School.class));
    private static final Listing<Calendar> CALENDARS = new Listing<>(
            "school, year, starts, ends, excluded",
            "calendar",
            "true",
            Map.of("school", "school = :school"),
            false,
            ConstructorMapper.of(Calendar.class));
    static final Listing<Session> SESSIONS = new Listing<>(
            "name, type, school, parent, year, starts, ends",
            "academic_session",
            "true",
            Map.of("school", "school = :school", "type", "type = :type"),
            true,
            ConstructorMapper.of(Session.class));
    static final Listing<Student> STUDENTS = new Listing<>(
            People.STUDENT_COLUMNS,
            "person",
            "kind = 'STUDENT'",
            Map.of(
                    "school",
                    """
                    EXISTS (SELECT FROM enrollment JOIN calendar ON calendar.id = enrollment.calendar
                        WHERE enrollment.student = person.id AND calendar.school = :school)""",
                    "calendar",
                    "EXISTS (SELECT FROM enrollment e WHERE e.student = person.id AND e.calendar = :calendar)",
                    "guardian",
                    "EXISTS (SELECT FROM relationship r WHERE r.student = person.id AND r.guardian = :guardian)",
                    "class",
                    "EXISTS (SELECT FROM offering_enrollment e WHERE e.student = person.id AND e.class = :class)",
                    "camp",
                    "EXISTS (SELECT FROM offering_enrollment e WHERE e.student = person.id AND e.camp = :camp)"),
            true,
            People::student);
    private static final Listing<Guardian> GUARDIANS = new Listing<>(
            "name",
            "person",
            "kind = 'GUARDIAN'",
            Map.of(
                    "student",
                    "EXISTS (SELECT FROM relationship r WHERE r.guardian = person.id AND r.student = :student)"),
            true,
            ConstructorMapper.of(Guardian.class));
    static final Listing<Family> FAMILIES = new Listing<>(
            "name, ARRAY(SELECT person FROM family_member WHERE family = family.id) AS members",
            "family",
            "true",
            Map.of("member", "EXISTS (SELECT FROM family_member m WHERE m.family = family.id AND m.person = :member)"),
            true,
            ConstructorMapper.of(Family.class));
    private static final Map<String, String> OF_AN_OFFERING =
            Map.of("school", "school = :school", "calendar", "calendar = :calendar", "session", "session = :session");
    static final Listing<SchoolClass> CLASSES = new Listing<>(
            "name, school, calendar, session",
            "offering",
            "kind = 'CLASS'",
            OF_AN_OFFERING,
            true,
            ConstructorMapper.of(SchoolClass.class));
    private static final Listing<Camp> CAMPS =
            new Listing<>("""
            name, school, calendar, session,
                ARRAY(SELECT day FROM camp_day WHERE camp = offering.id ORDER BY day) AS days,
                ARRAY(SELECT cancelled FROM camp_day WHERE camp = offering.id ORDER BY day) AS cancelled""", "offering", "kind = 'CAMP'", OF_AN_OFFERING, true, RosterLists::camp);
    private static final Listing<Enrollment> ENROLLMENTS = new Listing<>(
            "student, class AS school_class, camp, type, starts, drops",
            "offering_enrollment",
            "true",
            Map.of(
                    "student", "student = :student",
                    "class", "class = :class",
                    "camp", "camp = :camp",
                    "type", "type = :type"),
            false,
            ConstructorMapper.of(Enrollment.class));

    private static final RowMapper<SchoolClass> OFFERING = ConstructorMapper.of(SchoolClass.class);

    private final DistrictTransactions transactions;

    public RosterLists(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    public ListPage<Listed<School>> schools(DistrictId district, ListRequest request) {
        return read(SCHOOLS, district, request);
    }

    public ListPage<Listed<Calendar>> calendars(DistrictId district, ListRequest request) {
        return read(CALENDARS, district, request);
    }

    public ListPage<Listed<Session>> sessions(DistrictId district, ListRequest request) {
        return read(SESSIONS, district, request);
    }

    public ListPage<Listed<Student>> students(DistrictId district, ListRequest request) {
        return read(STUDENTS, district, request);
    }

    public ListPage<Listed<Guardian>> guardians(DistrictId district, ListRequest request) {
        return read(GUARDIANS, district, request);
    }

    public ListPage<Listed<Family>> families(DistrictId district, ListRequest request) {
        return read(FAMILIES, district, request);
    }

    public ListPage<Listed<SchoolClass>> classes(DistrictId district, ListRequest request) {
        return read(CLASSES, district, request);
    }

    public ListPage<Listed<Camp>> camps(DistrictId district, ListRequest request) {
        return read(CAMPS, district, request);
    }

    public ListPage<Listed<Enrollment>> enrollments(DistrictId district, ListRequest request) {
        return read(ENROLLMENTS, district, request);
    }

    public ListPage<ListedRelationship> relationships(DistrictId district, ListRequest request) {
        return transactions.read(district, handle -> RelationshipRows.list(handle, request));
    }

    private <T> ListPage<Listed<T>> read(Listing<T> listing, DistrictId district, ListRequest request) {
        return transactions.read(district, handle -> listing.read(handle, request));
    }

    private static Camp camp(ResultSet row, StatementContext context) throws SQLException {
        SchoolClass offering = OFFERING.map(row, context);
        Date[] days = (Date[]) array(row, "days");
        Boolean[] cancelled = (Boolean[]) array(row, "cancelled");
        List<Camp.Day> dated = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            dated.add(new Camp.Day(days[i].toLocalDate(), cancelled[i]));
        }
        return new Camp(offering.name(), offering.school(), offering.calendar(), offering.session(), dated);
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = Objects.requireNonNull(row.getArray(column));
        return array.getArray();
    }
}
