package org.belltower.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// I-54: who may read the audit, and how.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AuditReadIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Audited audit = new Audited(north);

    @Test
    void I_9_another_district_sees_nothing_and_a_right_is_needed_to_read() {
        GivenDistrict south = new GivenDistrict();
        north.settled().given("auditors", "{\"AUDIT\": [\"READ\"]}");
        assertThat(audit.entries("")).isNotEmpty();
        south.program("audit.read").get("/v1/audit").then().statusCode(200).body("items.size()", equalTo(0));
        south.staff("p-1", "auditors").get("/v1/audit").then().statusCode(403);
        north.staff("p-1", "office").get("/v1/audit").then().statusCode(403);
        north.staff("p-1", "auditors").get("/v1/audit").then().statusCode(200);
    }

    @Test
    void the_newest_come_first_page_by_page_and_by_what_who_and_when() {
        north.settled().given("office", "{\"PUSH_NOTIFICATIONS\": [\"WRITE\"]}");
        List<Long> all = ids("");
        assertThat(all).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        List<Long> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = audit.page("limit=2" + next);
            page.path("items").forEach(entry -> paged.add(entry.path("id").asLong()));
            next = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(paged).isEqualTo(all);

        north.staff("p-1", "office").body("{\"enabled\": false}").put("/v1/push-notifications");
        Instant at = audit.entries("").getFirst().at();
        long last = ids("").getFirst();
        assertThat(ids("actorKind=person&actor=p-1")).containsExactly(last);
        assertThat(ids("actorKind=client&actor=p-1")).isEmpty();
        assertThat(ids("subjectKind=district&subject=" + north.id))
                .contains(last)
                .hasSize(3);
        assertThat(ids("subjectKind=school&subject=" + north.id)).isEmpty();
        assertThat(ids("from=" + at)).containsExactly(last);
        assertThat(ids("to=" + at)).isEqualTo(all);
    }

    private List<Long> ids(String query) {
        return audit.entries(query).stream().map(AuditEntry::id).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "after=x, after",
        "after=-1, after",
        "limit=0, limit",
        "from=yesterday, from",
        "to=%2B999999999-01-01T00:00:00Z, to",
        "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, to",
        "subject=%00, subject"
    })
    void a_wrong_question_is_refused_by_name(String query, String field) {
        north.program("audit.read")
                .urlEncodingEnabled(false)
                .get("/v1/audit?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }
}
