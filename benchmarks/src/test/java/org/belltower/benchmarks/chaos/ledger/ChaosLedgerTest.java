package org.belltower.benchmarks.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChaosLedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String NORTH = "north";
    private static final String SOUTH = "south";

    private final ChaosLedger ledger = new ChaosLedger();

    @Test
    void what_was_received_once_and_has_one_outcome_is_in_order() {
        fed("a", 0);
        received("a", 40, "200");
        ended("a", 60, Ending.ACCEPTED);
        fed("b", 5);
        ended("b", 90, Ending.EXPIRED);

        assertThat(ledger.findings())
                .isEqualTo(new Findings(
                        2, Map.of(Ending.ACCEPTED, 1L, Ending.EXPIRED, 1L), 0, 0, 0, 0, 0, 0, Duration.ofMillis(40)));
        assertThat(ledger.findings().violations()).isEmpty();
        assertThat(ledger.open()).isZero();
    }

    @Test
    void a_push_without_an_outcome_is_lost_even_if_it_was_accepted() {
        fed("a", 0);
        received("a", 40, "200");

        assertThat(ledger.open()).isEqualTo(1);
        assertThat(ledger.findings().violations()).containsExactly("1 have no outcome");
    }

    @Test
    void an_outcome_that_says_accepted_needs_a_reception_that_was() {
        fed("a", 0);
        ended("a", 60, Ending.ACCEPTED);
        fed("b", 0);
        received("b", 40, "503 ServiceUnavailable");
        ended("b", 60, Ending.ACCEPTED);

        assertThat(ledger.findings().violations()).containsExactly("2 are called accepted and were not");
    }

    @Test
    void a_push_may_come_again_only_until_its_outcome_is_durable() {
        fed("before", 0);
        received("before", 40, "200");
        received("before", 5_000, "200");
        ended("before", 5_020, Ending.ACCEPTED);
        fed("after", 0);
        received("after", 40, "200");
        ended("after", 60, Ending.ACCEPTED);
        received("after", 61, "200");

        assertThat(ledger.findings().repeatedBefore()).isEqualTo(1);
        assertThat(ledger.findings().violations())
                .containsExactly("1 were received again after their outcome was durable");
        assertThat(ledger.findings().repeatedPercent()).isEqualTo(100);
    }

    @Test
    void the_order_in_which_it_is_told_does_not_matter() {
        received("a", 70, "200");
        ended("a", 60, Ending.ACCEPTED);
        received("a", 40, "200");
        fed("a", 0);

        assertThat(ledger.findings().repeatedAfter()).isEqualTo(1);
        assertThat(ledger.findings().longestWait()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void the_broker_tells_whole_milliseconds() {
        fed("a", 0);
        received("a", 40, "200");
        ended("a", 60, Ending.ACCEPTED);
        ledger.received(new Reception("a", NOON.plusMillis(60).plusNanos(900_000), "200"));

        assertThat(ledger.findings().violations()).isEmpty();
    }

    @Test
    void a_second_outcome_is_one_too_many_and_the_first_counts() {
        fed("a", 0);
        ended("a", 90, Ending.SKIPPED);
        ended("a", 60, Ending.EXPIRED);

        assertThat(ledger.findings().violations()).containsExactly("1 outcomes are a push's second or later");
        assertThat(ledger.findings().endings()).isEqualTo(Map.of(Ending.EXPIRED, 1L));
    }

    @Test
    void what_nobody_fed_is_told() {
        received("a", 40, "200");
        ended("b", 60, Ending.FAILED);

        assertThat(ledger.findings().violations()).containsExactly("2 outcomes and receptions are of what nobody fed");
    }

    @Test
    void it_has_resumed_with_the_first_reception_that_an_old_process_cannot_have_sent() {
        List.of("a", "b", "c").forEach(push -> fed(push, 0));
        received("a", 40, "200");
        received("b", 1_010, "200");
        received("c", 7_000, "200");
        fed(SOUTH, "d", 0);
        received("d", 5_000, "200");

        assertThat(ledger.resumed(NORTH, NOON.plusMillis(1_000), Duration.ofSeconds(1)))
                .contains(Duration.ofSeconds(6));
        assertThat(ledger.resumed(NORTH, NOON.plusSeconds(7), Duration.ofSeconds(1)))
                .isEmpty();
    }

    @Test
    void who_was_told_to_come_later_must_not_come_before_that() {
        received("soon", 0, "429 QUOTA_EXCEEDED");
        received("soon", 2_999, "200");
        received("late", 0, "429 QUOTA_EXCEEDED");
        received("late", 3_000, "200");
        received("other", 0, "500 INTERNAL");
        received("other", 1, "200");

        assertThat(ledger.tooSoon("429 QUOTA_EXCEEDED", Duration.ofSeconds(3))).isEqualTo(1);
        assertThat(ledger.answered("429 QUOTA_EXCEEDED")).isEqualTo(2);
    }

    @Test
    void who_was_told_to_come_later_must_not_come_with_another_push_either() {
        received("told", 0, "429 QUOTA_EXCEEDED");
        received("under way", 499, "200");
        received("in time", 3_000, "200");
        assertThat(ledger.notHeeded("429 QUOTA_EXCEEDED", Duration.ofMillis(500), Duration.ofSeconds(3)))
                .isZero();

        received("soon", 2_999, "200");
        assertThat(ledger.notHeeded("429 QUOTA_EXCEEDED", Duration.ofMillis(500), Duration.ofSeconds(3)))
                .isEqualTo(1);
    }

    @Test
    void what_one_district_was_told_another_need_not_heed() {
        fed("told", 0);
        received("told", 0, "429 QUOTA_EXCEEDED");
        fed(SOUTH, "other", 0);
        received("other", 2_000, "200");

        assertThat(ledger.notHeeded("429 QUOTA_EXCEEDED", Duration.ofMillis(500), Duration.ofSeconds(3)))
                .isZero();
        assertThat(ledger.answered(NORTH, "429 QUOTA_EXCEEDED")).isEqualTo(1);
        assertThat(ledger.answered(SOUTH, "429 QUOTA_EXCEEDED")).isZero();
    }

    @Test
    void a_district_s_waits_are_those_of_what_was_fed_to_it_at_that_time() {
        fed("before", 9);
        received("before", 12, "200");
        fed("first", 10);
        received("first", 40, "200");
        received("first", 30, "503 UNAVAILABLE");
        fed("never", 15);
        fed("after", 20);
        fed(SOUTH, "other", 15);
        received("other", 16, "200");

        assertThat(ledger.waits(NORTH, NOON.plusMillis(10), NOON.plusMillis(20)))
                .isEqualTo(new Waits(List.of(Duration.ofMillis(20)), 1));
    }

    @Test
    void what_did_not_end_as_it_should_is_counted_by_district() {
        fed("a", 0);
        ended("a", 60, Ending.FAILED);
        fed("open", 0);
        fed(SOUTH, "b", 0);
        ended("b", 60, Ending.ACCEPTED);

        assertThat(ledger.endedOtherwise(NORTH, Ending.ACCEPTED)).isEqualTo(2);
        assertThat(ledger.endedOtherwise(SOUTH, Ending.ACCEPTED)).isZero();
    }

    @Test
    void receptions_are_counted_from_a_time_on_and_before_another() {
        received("a", 9, "200");
        received("a", 10, "200");
        received("b", 19, "200");
        received("b", 20, "200");

        assertThat(ledger.received(NOON.plusMillis(10), NOON.plusMillis(20))).isEqualTo(2);
    }

    private void fed(String push, long millis) {
        fed(NORTH, push, millis);
    }

    private void fed(String district, String push, long millis) {
        ledger.fed(push, NOON.plusMillis(millis), district);
    }

    private void received(String push, long millis, String answer) {
        ledger.received(new Reception(push, NOON.plusMillis(millis), answer));
    }

    private void ended(String push, long millis, Ending ending) {
        ledger.ended(push, NOON.plusMillis(millis), ending);
    }
}
