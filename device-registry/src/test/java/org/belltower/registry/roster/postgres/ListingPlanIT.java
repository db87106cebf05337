package org.belltower.registry.roster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.page.ListRequest;
import org.belltower.registry.page.ListRequest.Sort;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A page begins where the one before it ended, by the index: the pages of a long list cost the same each.
class ListingPlanIT {
    private static final RegistryDatabase DATABASE = new RegistryDatabase();
    private static final DistrictId NORTH = new DistrictId("north");

    @BeforeAll
    static void given() {
        DATABASE.transactions().change(NORTH, handle -> {
            handle.execute("INSERT INTO district (name, food_service, active_year) VALUES ('North', true, 2027)");
            handle.execute("""
                    INSERT INTO school (id, name, zone, display_options, contact_preferences)
                    SELECT 'x-' || n, 'Name ' || n % 1000, 'UTC', '{}', '{}' FROM generate_series(1, 5000) AS n
                    """);
            handle.execute("""
                    INSERT INTO person (id, kind, name)
                    SELECT 'x-' || n, CASE WHEN n % 3 = 0 THEN 'GUARDIAN' ELSE 'STUDENT' END, 'Name ' || n % 1000
                    FROM generate_series(1, 5000) AS n
                    """);
            handle.execute("""
                    INSERT INTO family (id, name) SELECT 'x-' || n, 'Name ' || n % 1000
                    FROM generate_series(1, 5000) AS n
                    """);
            handle.execute("""
                    INSERT INTO academic_session (id, name, type, year, starts, ends)
                    SELECT 'x-' || n, 'Name ' || n % 1000, 'TERM', 2027, '2026-08-17', '2026-12-18'
                    FROM generate_series(1, 5000) AS n
                    """);
            handle.execute("""
                    INSERT INTO offering (id, kind, name, school)
                    SELECT 'x-' || n, CASE WHEN n % 3 = 0 THEN 'CAMP' ELSE 'CLASS' END, 'Name ' || n % 1000, 'x-1'
                    FROM generate_series(1, 5000) AS n
                    """);
        });
        DATABASE.owner().useHandle(handle -> handle.execute("ANALYZE"));
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("students", RosterLists.STUDENTS),
                Arguments.of("families", RosterLists.FAMILIES),
                Arguments.of("classes", RosterLists.CLASSES),
                Arguments.of("schools", RosterLists.SCHOOLS),
                Arguments.of("sessions", RosterLists.SESSIONS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void a_page_in_the_order_of_names_is_found_by_the_index(String name, Listing<?> listing) {
        ListRequest request = new ListRequest("x-2500", 50, Sort.NAME, Map.of());

        List<String> plan = DATABASE.transactions().read(NORTH, handle -> plan(handle, listing, request));

        assertThat(plan)
                .as(name)
                .anyMatch(line -> line.contains("Index Cond") && line.contains("ROW(sort_name"))
                .noneMatch(line -> line.contains("Sort Key"))
                .noneMatch(line -> line.contains("Filter") && line.contains("sort_name"));
    }

    private static List<String> plan(Handle handle, Listing<?> listing, ListRequest request) {
        return Listing.bound(handle.createQuery("EXPLAIN " + listing.sql(request)), request)
                .mapTo(String.class)
                .list();
    }
}
