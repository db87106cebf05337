package org.belltower.registry.right;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A2: READ, WRITE, ADD and DELETE where a tool has rows, each alone.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class RowRightsIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();

    /// A tool that has rows.
    enum Room {
        APPS("/v1/apps", "app", "name", """
                {"name": "%s"}"""),
        SUPPORTED_PLATFORMS("/v1/platforms", "supported_platform", "reason", """
                {"since": "2999-01-01", "deviceClass": "PHONE", "platform": "IOS", "minimum": "99",
                 "excludedModels": [], "excludedScreens": [], "reason": "%s"}""");

        private final String path;
        private final String table;
        private final String field;
        private final String body;

        Room(String path, String table, String field, String body) {
            this.path = path;
            this.table = table;
            this.field = field;
            this.body = body;
        }

        private String row(String id) {
            return path + "/" + id;
        }

        private String rights(String... rights) {
            return "{\"" + name() + "\": [\"" + String.join("\", \"", rights) + "\"]}";
        }
    }

    @BeforeEach
    void given() {
        north.put("/v1/district", """
                {"name": "North", "foodService": false, "activeYear": 2027}""");
        south.put("/v1/district", """
                {"name": "South", "foodService": false, "activeYear": 2027}""");
    }

    private static RequestSpecification clerk(GivenDistrict district) {
        return district.staff("p-1", "office");
    }

    private static Response put(RequestSpecification caller, Room room, String id, String text) {
        return caller.body(room.body.formatted(text)).put(room.row(id));
    }

    private static void refused(Response answer) {
        answer.then().statusCode(403).contentType(Problem.MEDIA_TYPE).body("status", equalTo(403));
    }

    private static void assertRow(GivenDistrict district, Room room, String id, String text) {
        district.office().get(room.path).then().body("items.'%s'.%s".formatted(id, room.field), equalTo(text));
    }

    private static void assertRows(GivenDistrict district, Room room, int rows) {
        district.office().get(room.path).then().statusCode(200).body("items", aMapWithSize(rows));
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void A2_the_right_to_add_alone_creates_and_may_not_replace(Room room) {
        north.given("office", room.rights("ADD"));
        put(clerk(north), room, "new", "first").then().statusCode(204);
        refused(put(clerk(north), room, "new", "second"));
        refused(put(clerk(north), room, "new", "first"));
        assertRow(north, room, "new", "first");

        refused(clerk(north).get(room.path));
        refused(clerk(north).delete(room.row("new")));
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void A2_the_right_to_write_alone_replaces_and_may_not_create(Room room) {
        north.given("office", room.rights("WRITE"));
        refused(put(clerk(north), room, "row", "first"));
        assertRows(north, room, 0);

        put(north.office(), room, "row", "first").then().statusCode(204);
        put(clerk(north), room, "row", "second").then().statusCode(204);
        assertRow(north, room, "row", "second");

        refused(clerk(north).get(room.path));
        refused(clerk(north).delete(room.row("row")));
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void A2_somebody_whose_groups_may_add_and_write_creates_and_replaces_as_does_a_program(Room room) {
        north.given("adding", room.rights("ADD")).given("writing", room.rights("WRITE"));
        for (String text : List.of("first", "second")) {
            put(north.staff("p-1", "adding", "writing"), room, "theirs", text)
                    .then()
                    .statusCode(204);
        }
        assertRow(north, room, "theirs", "second");
        put(north.office(), room, "theirs", "third").then().statusCode(204);
        assertRow(north, room, "theirs", "third");
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void A2_the_right_to_delete_alone_deletes_and_the_right_to_read_alone_lists(Room room) {
        put(north.office(), room, "row", "first").then().statusCode(204);
        north.given("office", room.rights("READ"));
        clerk(north).get(room.path).then().statusCode(200).body("items", hasKey("row"));
        refused(put(clerk(north), room, "row", "second"));
        refused(put(clerk(north), room, "new", "second"));
        refused(clerk(north).delete(room.row("row")));
        assertRow(north, room, "row", "first");

        north.given("office", room.rights("DELETE"));
        refused(clerk(north).get(room.path));
        refused(put(clerk(north), room, "row", "second"));
        clerk(north).delete(room.row("row")).then().statusCode(204);
        assertRows(north, room, 0);
    }

    /// Both have looked for the row, or wait to, before either can write it.
    @ParameterizedTest
    @EnumSource(Room.class)
    void A2_of_two_who_may_only_add_and_put_one_row_at_once_one_creates_it_and_the_other_is_refused(Room room)
            throws Exception {
        north.given("office", room.rights("ADD"));
        try (ExecutorService two = Executors.newFixedThreadPool(2);
                Handle held = owner().open()) {
            held.begin();
            held.execute("LOCK TABLE " + room.table + " IN SHARE ROW EXCLUSIVE MODE");
            Future<Integer> one =
                    two.submit(() -> put(clerk(north), room, "new", "one").statusCode());
            Future<Integer> other =
                    two.submit(() -> put(clerk(north), room, "new", "other").statusCode());
            await().atMost(SOON).until(() -> waiting(held, room) == 2);
            held.commit();

            assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(204, 403);
            assertRow(north, room, "new", one.get() == 204 ? "one" : "other");
        }
    }

    private static int waiting(Handle handle, Room room) {
        return handle.createQuery("""
                        SELECT count(DISTINCT pid) FROM pg_locks
                        WHERE NOT granted AND (relation = CAST(:table AS regclass) OR locktype <> 'relation')
                        """)
                .bind("table", room.table)
                .mapTo(Integer.class)
                .one();
    }

    private static Jdbi owner() {
        return Jdbi.create(
                configured("quarkus.datasource.jdbc.url"),
                configured("quarkus.flyway.username"),
                configured("quarkus.flyway.password"));
    }

    private static String configured(String property) {
        return ConfigProvider.getConfig().getValue(property, String.class);
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void I_9_what_another_district_has_makes_no_difference_and_is_not_told(Room room) {
        put(north.office(), room, "theirs", "canary").then().statusCode(204);
        south.given("office", room.rights("READ", "WRITE"));
        Response there = put(clerk(south), room, "theirs", "mine");
        Response nowhere = put(clerk(south), room, "none", "mine");
        refused(there);
        assertThat(there.asString()).isEqualTo(nowhere.asString());
        clerk(south).get(room.path).then().statusCode(200).body("items", aMapWithSize(0));

        south.given("office", room.rights("ADD"));
        put(clerk(south), room, "theirs", "mine").then().statusCode(204);
        assertRow(north, room, "theirs", "canary");
        assertRow(south, room, "theirs", "mine");
        // And a group of the north's is worth nothing here.
        north.given("northern", room.rights("READ", "WRITE", "ADD", "DELETE"));
        refused(put(south.staff("p-1", "northern"), room, "theirs", "again"));
    }

    @Test
    void A2_staff_without_the_right_to_apps_get_403_whatever_they_ask_for() {
        put(north.office(), Room.APPS, "family", "Family").then().statusCode(204);
        north.given("office", """
                {"PUSH_NOTIFICATIONS": ["READ", "WRITE"], "SUPPORTED_PLATFORMS": ["READ", "WRITE", "ADD", "DELETE"]}""");
        for (String id : List.of("family", "none")) {
            String app = Room.APPS.row(id);
            refused(clerk(north).get(app));
            refused(put(clerk(north), Room.APPS, id, "Theirs"));
            refused(clerk(north).delete(app));
            refused(clerk(north).get(app + "/credentials"));
            refused(clerk(north).body("{}").put(app + "/credentials/apns"));
            refused(clerk(north).body("{}").put(app + "/credentials/fcm"));
            refused(clerk(north).delete(app + "/credentials/apns"));
            refused(clerk(north).delete(app + "/credentials/fcm"));
        }
        refused(clerk(north).get(Room.APPS.path));
        // Nor is anything shown to whoever may all but read.
        north.given("office", Room.APPS.rights("WRITE", "ADD", "DELETE"));
        refused(clerk(north).get(Room.APPS.path));
        refused(clerk(north).get(Room.APPS.row("family")));
        refused(clerk(north).get(Room.APPS.row("family") + "/credentials"));
    }

    @Test
    void A2_staff_see_one_app_by_the_right_to_read() {
        put(north.office(), Room.APPS, "family", "Family").then().statusCode(204);
        north.given("office", Room.APPS.rights("READ"));
        clerk(north).get(Room.APPS.row("family")).then().statusCode(200).body("name", equalTo("Family"));
        clerk(north).get(Room.APPS.row("none")).then().statusCode(404);
    }

    @Test
    void a_program_that_keeps_credentials_may_not_put_apps() {
        put(north.office(), Room.APPS, "family", "Family").then().statusCode(204);
        refused(put(north.publisher(), Room.APPS, "family", "Theirs"));
        refused(put(north.publisher(), Room.APPS, "new", "Theirs"));
        refused(north.publisher().delete(Room.APPS.row("family")));
        assertRow(north, Room.APPS, "family", "Family");
    }

    @Test
    void A2_scopes_named_like_the_rights_to_rows_open_nothing_to_a_person() {
        RequestSpecification person = GivenDistrict.with(TokenRequest.forPerson("p-1", "office")
                .district(north.id.value())
                .groups("office")
                .scopes("staff", "apps.put", "apps.add", "apps.write", "apps.delete", "apps.read"));
        refused(put(person, Room.APPS, "new", "Theirs"));
        refused(person.get(Room.APPS.path));
        refused(person.delete(Room.APPS.row("new")));
        assertRows(north, Room.APPS, 0);
    }
}
