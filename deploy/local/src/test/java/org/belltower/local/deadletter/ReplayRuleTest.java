package org.belltower.local.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.junit.jupiter.api.Test;

class ReplayRuleTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static DeadLetter from(String topic) {
        return DeadLetter.of(
                new LetterPlace(0, 1),
                Map.of("belltower_topic", topic, "belltower_partition", "1", "belltower_offset", "2"),
                NOON);
    }

    @Test
    void of_the_suites_topics_the_logs_alone_are_played_again_and_no_state() {
        List<TopicSpec> played = Topics.all().stream()
                .filter(topic ->
                        ReplayRule.refusal(from(topic.name()), 0, false).isEmpty())
                .toList();
        assertThat(played)
                .containsExactly(
                        Topics.CHANGES, Topics.PUSH_ALERTS, Topics.PUSH_BULK, Topics.OUTCOMES, Topics.DECISIONS);
    }

    @Test
    void what_is_said_again_does_not_let_a_state_or_a_source_s_row_through() {
        assertThat(ReplayRule.refusal(from(Topics.BINDINGS.name()), 0, true))
                .hasValueSatisfying(why -> assertThat(why).contains("an old one must not take the place of a newer"));
        assertThat(ReplayRule.refusal(from("sis.public.score"), 0, true))
                .hasValueSatisfying(why -> assertThat(why).contains("Debezium"));
        assertThat(ReplayRule.refusal(from(Topics.CHANGES.name()), 3, true)).isEmpty();
    }

    @Test
    void a_moment_is_a_time_or_how_long_ago() {
        assertThat(Since.parse("2026-11-23T08:00:00Z")).contains(new Since.At(Instant.parse("2026-11-23T08:00:00Z")));
        assertThat(Since.parse("7d").map(since -> since.from(NOON))).contains(NOON.minus(Duration.ofDays(7)));
        assertThat(Since.parse("90m").map(since -> since.from(NOON))).contains(NOON.minus(Duration.ofMinutes(90)));
        assertThat(List.of("soon", "7", "7w", "-1d", "2026-11-23"))
                .allSatisfy(text -> assertThat(Since.parse(text)).isEmpty());
    }

    @Test
    void a_letter_that_says_nothing_of_itself_is_shown_nevertheless() {
        assertThat(DeadLetter.of(
                        new LetterPlace(3, 17),
                        Map.of("belltower_offset", "-1", "belltower_time", "now", "belltower_replays", "many"),
                        NOON))
                .isEqualTo(new DeadLetter(
                        new LetterPlace(3, 17), NOON, "unknown", null, Optional.empty(), "unknown", "", 0));
        assertThat(LetterPlace.parse("3:17")).contains(new LetterPlace(3, 17));
        assertThat(LetterPlace.parse("3-17")).isEmpty();
    }
}
