package org.belltower.registry.hygiene.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.belltower.registry.postgres.SqlFailures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// I-20: a record that fails by itself is put aside, and one that fails because something is away never is.
class StumblesTest {
    private static final int PARTITION = 3;
    private static final long OFFSET = 41;

    private final Stumbles stumbles = new Stumbles(SqlFailures::mayPass);

    @Test
    void a_record_that_fails_by_itself_again_and_again_is_beyond_hope_and_no_other_is() {
        for (int times = 1; times < Stumbles.MOST; times++) {
            stumbles.failed(PARTITION, OFFSET, new IllegalStateException("always"));
        }
        assertThat(stumbles.beyondHope(PARTITION, OFFSET)).isFalse();
        stumbles.failed(PARTITION, OFFSET, new IllegalStateException("always"));
        assertThat(stumbles.beyondHope(PARTITION, OFFSET)).isTrue();
        assertThat(stumbles.beyondHope(PARTITION, OFFSET + 1)).isFalse();
        assertThat(stumbles.beyondHope(PARTITION + 1, OFFSET)).isFalse();
    }

    @Test
    void the_next_record_of_a_partition_begins_anew() {
        failedBy(new IllegalStateException("always"));
        stumbles.failed(PARTITION, OFFSET + 1, new IllegalStateException("once"));
        assertThat(stumbles.beyondHope(PARTITION, OFFSET + 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "23505"})
    void what_the_database_refuses_is_the_records_own(String state) {
        failedBy(new IllegalStateException(new SQLException("refused", state)));
        assertThat(stumbles.beyondHope(PARTITION, OFFSET)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53300", "40001"})
    void a_database_that_is_away_or_busy_puts_nothing_aside(String state) {
        failedBy(new IllegalStateException(new SQLException("away", state)));
        assertThat(stumbles.beyondHope(PARTITION, OFFSET)).isFalse();
    }

    @Test
    void a_pool_that_has_no_connection_to_give_puts_nothing_aside() {
        failedBy(new IllegalStateException(new SQLException("acquisition timeout")));
        assertThat(stumbles.beyondHope(PARTITION, OFFSET)).isFalse();
    }

    private void failedBy(RuntimeException failure) {
        for (int times = 0; times < 100; times++) {
            stumbles.failed(PARTITION, OFFSET, failure);
        }
    }
}
