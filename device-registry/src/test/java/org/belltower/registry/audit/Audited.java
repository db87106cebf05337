package org.belltower.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.model.wire.JsonCodec;
import org.belltower.registry.GivenDistrict;

/// What a program finds in the audit of one district, newest first.
public record Audited(GivenDistrict district) {
    /// Of what the program `roster` does: all tests call from this machine.
    public static final AuditEntry.Origin FROM_ROSTER = new AuditEntry.Origin("roster", "127.0.0.1");

    public List<AuditEntry> entries(String query) {
        List<AuditEntry> entries = new ArrayList<>();
        page(query).path("items").forEach(item -> entries.add(entry(item)));
        return entries;
    }

    public JsonNode page(String query) {
        String page = district.program("audit.read")
                .get("/v1/audit" + (query.isEmpty() ? "" : "?" + query))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        try {
            return JsonCodec.mapper().readTree(page);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static AuditEntry entry(JsonNode item) {
        try {
            return JsonCodec.mapper().treeToValue(item, AuditEntry.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /// The newest entry of a kind, of which there were so many before.
    public AuditEntry next(String kind, int before) {
        List<AuditEntry> entries = entries("subjectKind=" + kind);
        assertThat(entries).hasSize(before + 1);
        return entries.getFirst();
    }

    public static Map<String, Object> before(AuditEntry entry) {
        Map<String, Object> before = entry.before();
        assertThat(before).isNotNull();
        return before == null ? Map.of() : before;
    }

    public static Map<String, Object> after(AuditEntry entry) {
        Map<String, Object> after = entry.after();
        assertThat(after).isNotNull();
        return after == null ? Map.of() : after;
    }
}
