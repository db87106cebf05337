package org.belltower.registry.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.model.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void a_page_that_is_not_full_is_the_last() {
        assertThat(Page.of(rows("a", "b"), PageRequest.of(null, "2"))).isEqualTo(new Page<>(rows("a", "b"), null));
    }

    @Test
    void the_row_too_many_only_tells_that_there_is_more() {
        assertThat(Page.of(rows("a", "b", "c"), PageRequest.of(null, "2"))).isEqualTo(new Page<>(rows("a", "b"), "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "many", "1.5", ""})
    void a_limit_out_of_range_is_refused(String limit) {
        assertThatThrownBy(() -> PageRequest.of(null, limit))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("limit must be 1 to 500");
    }

    private static Map<String, Integer> rows(String... keys) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        List.of(keys).forEach(key -> rows.put(key, 1));
        return rows;
    }
}
