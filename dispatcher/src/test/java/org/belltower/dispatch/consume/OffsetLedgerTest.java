package org.belltower.dispatch.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
    private static final int PARTITION = 3;
    private static final long EPOCH = 7;
    private static final Window WINDOW = new Window(3, 6);

    private static OffsetLedger ledger(DoneSet done) {
        return new OffsetLedger(new Assignment(EPOCH, PARTITION, 100, 40, 50, done), WINDOW);
    }

    private static OffsetLedger ledger() {
        return ledger(new DoneSet(100, 1_000));
    }

    private static Work take(OffsetLedger ledger, long offset) {
        return ledger.take(offset, 0).orElseThrow();
    }

    @Test
    void an_untouched_assignment_commits_where_it_began_and_a_tail_that_begins_now() {
        assertThat(ledger().commitPoint()).isEqualTo(new CommitPoint(100, 50));
    }

    @Test
    void the_position_waits_for_the_first_record_that_is_not_done() {
        OffsetLedger ledger = ledger();
        Work first = take(ledger, 100);
        Work second = take(ledger, 101);
        ledger.complete(second, 50);
        assertThat(ledger.commitPoint()).isEqualTo(new CommitPoint(100, 50));
        ledger.complete(first, 51);
        assertThat(ledger.commitPoint()).isEqualTo(new CommitPoint(102, 52));
    }

    @Test
    void gaps_in_the_offsets_do_not_hold_the_position_back() {
        OffsetLedger ledger = ledger();
        ledger.complete(take(ledger, 100), 50);
        Work behindAMarker = take(ledger, 105);
        assertThat(ledger.commitPoint().position()).isEqualTo(105);
        ledger.complete(behindAMarker, 51);
        ledger.reached(107);
        assertThat(ledger.commitPoint().position()).isEqualTo(107);
    }

    @Test
    void the_tail_begins_at_the_lowest_offset_that_an_outcome_of_the_first_unfinished_record_can_have() {
        OffsetLedger ledger = ledger();
        take(ledger, 100);
        ledger.complete(take(ledger, 101), 60);
        ledger.complete(take(ledger, 102), 61);
        assertThat(ledger.commitPoint()).isEqualTo(new CommitPoint(100, 50));
    }

    @Test
    void what_the_tail_says_is_done_is_not_handed_out_and_keeps_the_tail_until_it_is_passed() {
        DoneSet done = new DoneSet(100, 1_000);
        done.add(101);
        OffsetLedger ledger = ledger(done);
        Work first = take(ledger, 100);
        assertThat(ledger.take(101, 0)).isEmpty();
        assertThat(ledger.commitPoint()).isEqualTo(new CommitPoint(100, 40));
        ledger.complete(first, 55);
        assertThat(ledger.commitPoint()).isEqualTo(new CommitPoint(102, 56));
    }

    @Test
    void a_completion_of_another_epoch_or_partition_is_ignored() {
        OffsetLedger ledger = ledger();
        take(ledger, 100);
        assertThat(ledger.complete(new Work(EPOCH - 1, PARTITION, 100), 99)).isFalse();
        assertThat(ledger.complete(new Work(EPOCH, PARTITION + 1, 100), 99)).isFalse();
        assertThat(ledger.commitPoint()).isEqualTo(new CommitPoint(100, 50));
    }

    @Test
    void completing_twice_changes_nothing() {
        OffsetLedger ledger = ledger();
        Work work = take(ledger, 100);
        assertThat(ledger.complete(work, 50)).isTrue();
        assertThat(ledger.complete(work, 50)).isFalse();
    }

    @Test
    void an_offset_is_handed_out_once() {
        OffsetLedger ledger = ledger();
        take(ledger, 100);
        assertThat(ledger.take(100, 0)).isEqualTo(Optional.empty());
        assertThat(ledger.unfinished()).isEqualTo(1);
    }

    @Test
    void unfinished_records_fill_the_window_and_so_do_finished_ones_behind_a_slow_one() {
        OffsetLedger ledger = ledger();
        for (long offset = 100; offset < 103; offset++) {
            take(ledger, offset);
        }
        assertThat(ledger.hasRoomFor(1)).isFalse();
        assertThatThrownBy(() -> ledger.take(103, 0)).isInstanceOf(IllegalStateException.class);
        ledger.complete(new Work(EPOCH, PARTITION, 101), 50);
        ledger.complete(new Work(EPOCH, PARTITION, 102), 51);
        assertThat(ledger.hasRoomFor(2)).isTrue();
        for (long offset = 103; offset < 106; offset++) {
            ledger.complete(take(ledger, offset), offset);
        }
        assertThat(ledger.hasRoomFor(1)).isFalse();
        ledger.complete(new Work(EPOCH, PARTITION, 100), 200);
        assertThat(ledger.hasRoomFor(3)).isTrue();
    }

    @Test
    void the_tail_survives_the_metadata_of_a_commit_and_foreign_metadata_means_from_the_beginning() {
        assertThat(CommitPoint.outcomesFrom(new CommitPoint(1, 42).metadata())).hasValue(42);
        assertThat(CommitPoint.outcomesFrom("")).isEmpty();
        assertThat(CommitPoint.outcomesFrom("outcomes-from=x")).isEmpty();
    }
}
