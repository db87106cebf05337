package org.belltower.registry.district.postgres;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.Tool;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.registry.district.ContactPreferences;
import org.belltower.registry.district.DisplayOptions;
import org.belltower.registry.district.FoodService;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.district.School;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Keeps schools. Blocks; thread-safe.
public final class PostgresSchools {
    private static final RowMapper<School> MAPPER = ConstructorMapper.of(School.class);

    private static final RowMapper<AttendanceNotices> NOTICES = ConstructorMapper.of(AttendanceNotices.class);

    private final DistrictTransactions transactions;

    public PostgresSchools(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Creates or replaces. May be repeated.
    public void put(DistrictId district, SchoolId id, RosterSchool school) {
        transactions.change(district, handle -> put(handle, id, school));
    }

    /// As above, in the handle's transaction.
    public static RowChange put(Handle handle, SchoolId id, RosterSchool school) {
        Set<Tool> tools = school.displayOptions();
        Set<Category> categories = school.contactPreferences();
        RowChange change = RowChange.of(handle.createQuery("""
                        INSERT INTO school (id, name, zone, display_options, contact_preferences)
                        VALUES (:id, :name, :zone, :tools, :categories)
                        ON CONFLICT (district, id) DO UPDATE SET
                            name = excluded.name, zone = excluded.zone,
                            display_options =
                                CASE WHEN :toolsTold THEN excluded.display_options ELSE school.display_options END,
                            contact_preferences = CASE WHEN :categoriesTold
                                THEN excluded.contact_preferences ELSE school.contact_preferences END
                        WHERE (school.name, school.zone) IS DISTINCT FROM (excluded.name, excluded.zone)
                            OR :toolsTold AND school.display_options <> excluded.display_options
                            OR :categoriesTold AND school.contact_preferences <> excluded.contact_preferences
                        RETURNING xmax = 0
                        """)
                .bind("id", id)
                .bind("name", school.name())
                .bind("zone", school.zone().getId())
                .bindArray("tools", String.class, names(tools == null ? Set.of() : tools))
                .bind("toolsTold", tools != null)
                .bindArray("categories", String.class, names(categories == null ? Set.of() : categories))
                .bind("categoriesTold", categories != null));
        Marks.school(handle, id, change);
        return change;
    }

    /// @return whether there was one
    public static boolean delete(Handle handle, SchoolId id) {
        RowChange change = RowChange.deleted(handle.execute("DELETE FROM school WHERE id = ?", id));
        Marks.school(handle, id, change);
        return change != RowChange.UNCHANGED;
    }

    public Optional<School> find(DistrictId district, SchoolId id) {
        return transactions.read(district, handle -> find(handle, id));
    }

    private static Optional<School> find(Handle handle, SchoolId id) {
        return handle.createQuery("SELECT name, zone, display_options, contact_preferences FROM school WHERE id = :id")
                .bind("id", id)
                .map(MAPPER)
                .findOne();
    }

    /// Replaces the Display Options. May be repeated.
    ///
    /// @return whether there is such a school
    public boolean put(DistrictId district, SchoolId id, DisplayOptions options) {
        return transactions.write(
                district, handle -> replace(handle, id, "display_options", names(options.displayOptions())));
    }

    /// Replaces the Contact Preferences. May be repeated.
    ///
    /// @return whether there is such a school
    /// @throws org.belltower.model.InvalidFieldException if they ask for food service that there is not
    public boolean put(DistrictId district, SchoolId id, ContactPreferences preferences) {
        Set<Category> wished = preferences.contactPreferences();
        return transactions.write(district, handle -> {
            FoodService foodService = PostgresDistricts.foodService(handle);
            find(handle, id)
                    .ifPresent(stored -> foodService.admit("contactPreferences", stored.contactPreferences(), wished));
            return replace(handle, id, "contact_preferences", names(wished));
        });
    }

    /// Which attendance the school tells families of.
    ///
    /// @return empty if there is no such school
    public Optional<AttendanceNotices> attendanceNotices(DistrictId district, SchoolId id) {
        return transactions.read(
                district,
                handle -> handle.createQuery("""
                        SELECT attendance_statuses AS statuses, attendance_excuses AS excuses FROM school WHERE id = :id
                        """).bind("id", id).map(NOTICES).findOne());
    }

    /// Replaces what attendance is told. May be repeated.
    ///
    /// @return whether there is such a school
    public boolean put(DistrictId district, SchoolId id, AttendanceNotices notices) {
        return transactions.write(district, handle -> {
            boolean known = replace(handle, id, "attendance_statuses", names(notices.statuses()));
            return known && replace(handle, id, "attendance_excuses", names(notices.excuses()));
        });
    }

    /// @param column one of the table's
    private static boolean replace(Handle handle, SchoolId id, String column, List<String> names) {
        Optional<Boolean> changed = handle.createQuery(
                        "SELECT " + column + " <> CAST(:names AS text[]) FROM school WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .bindArray("names", String.class, names)
                .mapTo(Boolean.class)
                .findOne();
        if (changed.orElse(false)) {
            handle.createUpdate("UPDATE school SET " + column + " = :names WHERE id = :id")
                    .bind("id", id)
                    .bindArray("names", String.class, names)
                    .execute();
        }
        changed.ifPresent(is -> Marks.school(handle, id, is ? RowChange.CHANGED : RowChange.UNCHANGED));
        return changed.isPresent();
    }

    private static List<String> names(Set<? extends Enum<?>> values) {
        return values.stream().<String>map(Enum::name).toList();
    }
}
