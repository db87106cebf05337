package org.belltower.ingest.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belltower.model.DistrictId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerTest {
    private static Producer owning(String... sources) {
        return new Producer(new DistrictId("north"), "sis-north", List.of(sources));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sis/north", "/sis/north/", "/sis/north/grades", "/sis/north/grades?x=1"})
    void a_source_belongs_to_its_client_if_it_is_one_of_its_own_or_continues_one(String source) {
        assertThat(owning("/other", "/sis/north").owns(source)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/sis/northwest", "/sis", "/sis/", "/SIS/north", "//sis/north", "/sis/north?x", "x/sis/north", ""
            })
    void another_source_does_not(String source) {
        assertThat(owning("/other", "/sis/north").owns(source)).isFalse();
    }

    @Test
    void a_claim_may_end_with_a_slash_and_a_blank_one_owns_nothing() {
        assertThat(owning("/sis/north/").owns("/sis/north/grades")).isTrue();
        assertThat(owning("/sis/north/").owns("/sis/north")).isFalse();
        assertThat(owning("", " ").owns("/sis/north")).isFalse();
        assertThat(owning().owns("/sis/north")).isFalse();
    }
}
