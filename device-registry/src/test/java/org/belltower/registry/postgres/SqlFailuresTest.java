package org.belltower.registry.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "08006, true, true",
        "57P01, true, true",
        "53300, true, true",
        ", true, true",
        "08P01, false, true",
        "08003, false, true",
        "40P01, false, true",
        "55P03, false, true",
        "42P01, false, true",
        "23505, false, false",
        "22001, false, false"
    })
    void away_is_a_database_that_cannot_be_asked_and_may_pass_what_is_not_of_the_values(
            String state, boolean away, boolean mayPass) {
        RuntimeException failure =
                new IllegalStateException(new ConnectionException(new SQLException("a reason", state)));
        assertThat(SqlFailures.isAway(failure)).isEqualTo(away);
        assertThat(SqlFailures.mayPass(failure)).isEqualTo(mayPass);
    }

    @Test
    void what_no_database_said_is_neither() {
        assertThat(SqlFailures.isAway(new IllegalStateException())).isFalse();
        assertThat(SqlFailures.mayPass(new IllegalStateException())).isFalse();
    }
}
