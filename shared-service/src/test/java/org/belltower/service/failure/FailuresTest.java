package org.belltower.service.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final IllegalStateException failure =
            new IllegalStateException("row (Ana)", new SQLException("date out of range: Ana"));

    @Test
    void a_failure_is_told_by_kind_and_place() {
        assertThat(Failures.kinds(failure))
                .startsWith("IllegalStateException<SQLException at=org.belltower.service.failure.FailuresTest:");
        assertThat(Failures.trace(failure))
                .startsWith("java.lang.IllegalStateException\n    at org.belltower.service.failure.FailuresTest")
                .contains("caused by java.sql.SQLException");
    }

    @Test
    void a_text_which_may_hold_what_was_sent_is_never_told() {
        assertThat(Failures.kinds(failure) + Failures.trace(failure)).doesNotContain("Ana");
    }
}
