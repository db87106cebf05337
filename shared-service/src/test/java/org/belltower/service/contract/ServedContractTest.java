package org.belltower.service.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.belltower.service.contract.ServedContract.Operation;
import org.belltower.service.contract.ServedContract.Samples;
import org.junit.jupiter.api.Test;

class ServedContractTest {
    private static final String DOCUMENT = """
            {"paths": {
              "/v1/apps/{id}": {
                "parameters": [],
                "delete": {},
                "put": {"requestBody": {}},
                "get": {"parameters": [{"in": "path", "name": "id"}, {"in": "query", "name": "kind"},
                                       {"in": "query", "name": "limit"}]}},
              "/v1/apps/{id}/owners/{person}": {"post": {}}}}""";
    private static final Map<String, String> IDS =
            Map.of("/v1/apps/{id}", "family", "DELETE /v1/apps/{id}", "unused", "{person}", "p-1");
    private static final Map<String, String> BODIES = Map.of("PUT /v1/apps/{id}", "{}");

    @Test
    void every_operation_is_called_with_its_ids_and_its_body_and_once_by_each_filter() throws IOException {
        assertThat(new ServedContract(new Samples(IDS, BODIES, Map.of("kind", "shared"))).operations(DOCUMENT))
                .containsExactly(
                        new Operation("GET", "/v1/apps/{id}", "/v1/apps/family", ""),
                        new Operation("GET", "/v1/apps/{id}", "/v1/apps/family?kind=shared", ""),
                        new Operation("PUT", "/v1/apps/{id}", "/v1/apps/family", "{}"),
                        new Operation("POST", "/v1/apps/{id}/owners/{person}", "/v1/apps/family/owners/p-1", ""),
                        new Operation("DELETE", "/v1/apps/{id}", "/v1/apps/unused", ""));
    }

    @Test
    void an_operation_without_a_sample_of_its_id_or_its_body_fails() {
        assertThatThrownBy(() -> new ServedContract(new Samples(Map.of("/v1/apps/{id}", "family"), BODIES, Map.of()))
                        .operations(DOCUMENT))
                .isInstanceOf(AssertionError.class)
                .hasMessage("tell an id for {person} of /v1/apps/{id}/owners/{person}");
        assertThatThrownBy(() -> new ServedContract(new Samples(IDS, Map.of(), Map.of())).operations(DOCUMENT))
                .isInstanceOf(AssertionError.class)
                .hasMessage("tell a body for PUT /v1/apps/{id}");
    }
}
