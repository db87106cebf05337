package org.belltower.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.registry.GivenDistrict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// I-54: who may be told about whom.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AuditRecipientsIT {
    private static final AuditEntry.Subject STUDENT = new AuditEntry.Subject("relationship", "s-1");

    private final GivenDistrict north = new GivenDistrict();
    private final Audited audit = new Audited(north);

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
    }

    @Test
    void I_54_a_restriction_is_audited_by_who_set_it_and_who_lifted_it() {
        Map<String, Object> free =
                Map.of("guardian", "g-1", "portal", true, "notify", true, "restricted", false, "starts", "2026-08-01");
        Map<String, Object> restricted =
                Map.of("guardian", "g-1", "portal", false, "notify", false, "restricted", true, "ends", "2027-06-30");
        assertEntry(audit.next("relationship", 0), null, free);

        relationship("""
                {"portal": false, "notify": false, "restricted": true, "ends": "2027-06-30"}""");
        assertEntry(audit.next("relationship", 1), free, restricted);

        relationship("""
                {"portal": true, "notify": true, "restricted": false, "starts": "2026-08-01"}""");
        assertEntry(audit.next("relationship", 2), restricted, free);
    }

    @Test
    void I_54_a_relationship_that_goes_is_audited_whichever_way_it_goes() {
        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);
        assertThat(audit.next("relationship", 1).after()).isNull();

        north.family("s-1", "g-1");
        bulk("""
                {"op": "delete", "kind": "guardian", "id": "g-1"}""");
        AuditEntry gone = audit.next("relationship", 3);
        assertThat(gone.subject()).isEqualTo(STUDENT);
        assertThat(Audited.before(gone)).containsEntry("guardian", "g-1").containsEntry("portal", true);
        assertThat(gone.after()).isNull();
    }

    @Test
    void what_a_roster_brings_again_as_it_was_and_where_a_student_learns_leave_no_entry() {
        int before = audit.entries("").size();

        bulk("""
                {"op": "put", "kind": "relationship", "student": "s-1", "guardian": "g-1", "portal": true,
                 "restricted": false, "starts": "2026-08-01"},
                {"op": "put", "kind": "student", "id": "s-1", "name": "Ana", "calendars": []}""");

        assertThat(audit.entries("")).hasSize(before);
    }

    @Test
    void I_54_the_end_of_a_persons_sessions_is_audited_by_who_ended_them() {
        north.identityProvider().post("/v1/people/g-1/sign-out").then().statusCode(204);

        AuditEntry entry = audit.next("session-cutoff", 0);
        assertThat(entry.actor()).isEqualTo(new AuditEntry.Actor("client", "identity"));
        assertThat(entry.subject()).isEqualTo(new AuditEntry.Subject("session-cutoff", "g-1"));
        assertThat(Audited.after(entry)).containsOnlyKeys("at");
    }

    private void assertEntry(AuditEntry entry, @Nullable Map<String, Object> before, Map<String, Object> after) {
        AuditEntry.Actor roster = new AuditEntry.Actor("client", "roster");
        assertThat(entry)
                .isEqualTo(new AuditEntry(entry.id(), entry.at(), roster, Audited.FROM_ROSTER, STUDENT, before, after));
    }

    private void relationship(String body) {
        north.put("/v1/students/s-1/guardians/g-1", body);
    }

    private void bulk(String items) {
        List<Integer> statuses = north.office()
                .body("{\"items\": [" + items + "]}")
                .post("/v1/roster")
                .path("items.status");
        assertThat(statuses).isSubsetOf(200, 201, 204);
    }
}
