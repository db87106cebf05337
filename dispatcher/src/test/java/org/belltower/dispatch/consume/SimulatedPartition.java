package org.belltower.dispatch.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One lane partition, its partition of the outcomes, the committed offset, and owners that come
/// and go: enough of Kafka to crash in. Beside the ledger it keeps every fact in plain lists and
/// computes what must be from them.
final class SimulatedPartition {
    private static final int PARTITION = 5;
    private static final Window WINDOW = new Window(8, 20);
    private static final long OTHER = -1;

    /// What stands in an outcome that nobody wrote about a record of the lane.
    private static final List<Long> NOWHERE =
            List.of(-2L, Long.MIN_VALUE, Integer.MAX_VALUE - 1L, 1L << 31, 1L << 40, Long.MAX_VALUE);

    // Kafka.
    private final NavigableSet<Long> lane = new TreeSet<>();
    private long laneEnd;
    private final List<Long> outcomes = new ArrayList<>();
    private CommitPoint committed = new CommitPoint(0, 0);

    // What must be true of it.
    private final Set<Long> durable = new HashSet<>();
    private final Set<Long> deadLetters = new HashSet<>();

    // The owner.
    private long epoch;
    private OffsetLedger ledger;
    private Set<Long> doneAtStart = new HashSet<>();
    private long polledTo;
    private final List<Long> polled = new ArrayList<>();
    private final Set<Long> completed = new HashSet<>();
    private final List<Work> inHand = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Work> zombies = new ArrayList<>();

    SimulatedPartition() {
        ledger = assign();
    }

    void step(int choice) {
        int detail = choice / 10;
        switch (choice % 10) {
            case 0, 1 -> produce(detail);
            case 2, 3 -> poll(1 + detail % 6);
            case 4 -> pick(inHand, detail).ifPresent(this::writeOutcome);
            case 5 -> pick(written, detail).ifPresent(this::acknowledge);
            case 6 -> committed = ledger.commitPoint();
            case 7 -> zombie(detail);
            case 8 -> odd(detail);
            default -> crashSometimes(detail);
        }
        compare();
    }

    /// What is left is finished, and then everything is done and committed.
    void finishEverything() {
        while (!inHand.isEmpty() || !written.isEmpty() || polledTo < laneEnd) {
            List.copyOf(inHand).forEach(this::writeOutcome);
            List.copyOf(written).forEach(this::acknowledge);
            poll(5);
            compare();
        }
        assertThat(ledger.commitPoint().position()).isEqualTo(laneEnd);
        assertThat(lane).allMatch(this::hasEnded);
    }

    private void produce(int detail) {
        for (int i = 0; i <= detail % 4; i++) {
            laneEnd += detail / 4 % 3;
            lane.add(laneEnd++);
        }
        laneEnd += detail % 2; // A transaction marker.
    }

    private void poll(int records) {
        if (!ledger.hasRoomFor(records)) {
            assertThat(unfinished() + records > WINDOW.unfinished() || tracked() + records > WINDOW.span())
                    .isTrue();
            return;
        }
        List<Long> batch = lane.tailSet(polledTo, true).stream().limit(records).toList();
        polledTo = batch.size() < records ? laneEnd : batch.getLast() + 1;
        batch.forEach(this::take);
        ledger.reached(polledTo);
    }

    private void take(long offset) {
        Optional<Work> work = ledger.take(offset, offset);
        polled.add(offset);
        if (doneAtStart.contains(offset)) {
            assertThat(work).as("what has an outcome is not handed out").isEmpty();
            completed.add(offset);
        } else {
            assertThat(work).contains(new Work(epoch, PARTITION, offset));
            inHand.add(work.orElseThrow());
        }
    }

    private void writeOutcome(Work work) {
        inHand.remove(work);
        written.add(new Written(work, outcomes.size()));
        outcomes.add(work.offset());
        durable.add(work.offset());
    }

    private void acknowledge(Written outcome) {
        written.remove(outcome);
        assertThat(ledger.complete(outcome.work(), outcome.offset())).isTrue();
        completed.add(outcome.work().offset());
    }

    /// A former owner that does not know it yet: its outcome is durable all the same, but nobody
    /// counts on it.
    private void zombie(int detail) {
        pick(zombies, detail).ifPresent(work -> {
            outcomes.add(work.offset());
            assertThat(ledger.complete(work, outcomes.size() - 1)).isFalse();
            zombies.remove(work);
        });
    }

    private void odd(int detail) {
        if (detail % 3 == 0) {
            outcomes.add(OTHER);
        } else if (detail % 3 == 1) {
            outcomes.add(NOWHERE.get(detail / 3 % NOWHERE.size()));
        } else {
            pick(inHand, detail).ifPresent(work -> {
                deadLetters.add(work.offset());
                assertThat(ledger.complete(work)).isTrue();
                completed.add(work.offset());
                inHand.remove(work);
            });
        }
    }

    private void crashSometimes(int detail) {
        if (detail % 3 == 0) {
            ledger = assign();
        }
    }

    private OffsetLedger assign() {
        epoch++;
        zombies.addAll(inHand);
        inHand.clear();
        written.clear();
        completed.clear();
        polled.clear();
        long position = committed.position();
        DoneSet done = new DoneSet(position, laneEnd);
        doneAtStart = new HashSet<>();
        for (long offset : outcomes.subList(Math.toIntExact(committed.outcomesFrom()), outcomes.size())) {
            if (NOWHERE.contains(offset)) {
                assertThat(done.add(offset)).as("no record of the lane").isFalse();
            } else if (offset != OTHER) {
                assertThat(done.add(offset)).isTrue();
                doneAtStart.add(offset);
            }
        }
        assertThat(doneAtStart)
                .as("the tail from the committed offset tells all that is done at or above the position")
                .containsAll(
                        durable.stream().filter(offset -> offset >= position).toList());
        polledTo = position;
        return new OffsetLedger(
                new Assignment(epoch, PARTITION, position, committed.outcomesFrom(), outcomes.size(), done), WINDOW);
    }

    private void compare() {
        long position = polled.stream()
                .filter(offset -> !completed.contains(offset))
                .findFirst()
                .orElse(polledTo);
        CommitPoint point = ledger.commitPoint();
        assertThat(point.position()).isEqualTo(position);
        assertThat(ledger.unfinished()).isEqualTo(unfinished());
        assertThat(lane.headSet(position))
                .as("nothing without outcome is passed")
                .allMatch(this::hasEnded);
        assertThat(durable.stream().filter(offset -> offset >= position))
                .as("every outcome at or above the position is in the tail")
                .allMatch(offset -> outcomes.lastIndexOf(offset) >= point.outcomesFrom());
        assertThat(unfinished()).isLessThanOrEqualTo(WINDOW.unfinished());
    }

    private boolean hasEnded(long offset) {
        return outcomes.contains(offset) || deadLetters.contains(offset);
    }

    private int unfinished() {
        return (int)
                polled.stream().filter(offset -> !completed.contains(offset)).count();
    }

    private int tracked() {
        long position = ledger.commitPoint().position();
        return (int) polled.stream().filter(offset -> offset >= position).count();
    }

    private static <T> Optional<T> pick(List<T> list, int detail) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(detail % list.size()));
    }

    private record Written(Work work, long offset) {}
}
