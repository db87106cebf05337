package org.belltower.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    @Test
    void topics_that_are_joined_or_mirrored_have_the_same_number_of_partitions() {
        assertThat(Topics.all()).extracting(TopicSpec::partitions).containsOnly(Topics.PARTITIONS);
        assertThat(Topics.all()).extracting(TopicSpec::name).doesNotHaveDuplicates();
    }

    @Test
    void a_compacted_topic_never_forgets_by_age_and_keeps_tombstones_30_days() {
        assertThat(Topics.AUDIENCE.config())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("retention.ms", "-1")
                .containsEntry("delete.retention.ms", "2592000000");
    }

    @Test
    void what_is_written_anew_all_the_time_is_compacted_within_the_hour_and_forgotten_after_a_day() {
        assertThat(Topics.HEARTBEATS.config())
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry("retention.ms", "86400000")
                .containsEntry("max.compaction.lag.ms", "3600000");
    }

    @Test
    void a_key_is_read_as_it_was_written_even_with_a_slash_in_the_id() {
        RecordKey key = new RecordKey(new DistrictId("north"), "a/b");
        assertThat(RecordKey.parse(key.toString())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "north", "/x", "north/", "no rth/x", "north/ x"})
    void a_key_that_is_not_district_and_id_is_refused(String text) {
        assertThatThrownBy(() -> RecordKey.parse(text)).isInstanceOf(InvalidFieldException.class);
    }
}
