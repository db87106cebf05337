package org.belltower.rules.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A4.
class MemorySettingsTest {
    @Test
    void a_retention_that_forgets_what_may_still_be_read_again_is_refused_by_the_name_of_its_property() {
        assertThatThrownBy(() -> MemorySettings.retention(Duration.ofDays(30).minusMillis(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("belltower.rules.memory-retention is ")
                .hasMessageContaining(" and must be 30 days or more");
        assertThat(MemorySettings.retention(Duration.ofDays(30))).isEqualTo(Duration.ofDays(30));
    }
}
