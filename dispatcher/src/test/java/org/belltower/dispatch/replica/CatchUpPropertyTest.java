package org.belltower.dispatch.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Random walks of a topic, a slow Kafka and a reader, against the plain list of what was written when.
class CatchUpPropertyTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int PARTITIONS = 3;

    @Property(tries = 10_000)
    void while_it_is_fresh_everything_written_longer_ago_than_the_limit_has_been_read(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 0, max = 99_999) Integer> choices) {
        Walk walk = new Walk();
        for (int choice : choices) {
            walk.step(choice);
            walk.compare();
        }
    }

    @Property(tries = 100)
    void a_reader_that_keeps_up_and_is_answered_stays_fresh(
            @ForAll @Size(100) List<@IntRange(min = 0, max = 99_999) Integer> choices) {
        Walk walk = new Walk();
        for (int choice : choices) {
            walk.write(choice);
            walk.ask();
            walk.answer();
            walk.readAll();
            assertThat(walk.freshness.isFresh()).isTrue();
            walk.pass(choice % 1_400);
        }
    }

    private static final class Walk {
        private long nanos;
        private final Freshness freshness = new Freshness(LIMIT, () -> nanos, () -> {});
        private final CatchUp<Integer> catchUp = new CatchUp<>(freshness, () -> nanos);
        private final Map<Integer, List<Long>> written = new HashMap<>();
        private final Map<Integer, Integer> read = new HashMap<>();
        private boolean asked;

        private void step(int choice) {
            int detail = choice / 8;
            switch (choice % 8) {
                case 0 -> write(detail);
                case 1 -> ask();
                case 2 -> answer();
                case 3 -> fail(detail);
                case 4 -> readAll();
                case 5 -> readSome(detail);
                default -> pass(detail % 900);
            }
        }

        private List<Long> log(int partition) {
            return written.computeIfAbsent(partition, _ -> new ArrayList<>());
        }

        private void write(int detail) {
            log(detail % PARTITIONS).add(nanos);
        }

        private void ask() {
            if (catchUp.isDue()) {
                catchUp.asked();
                asked = true;
            }
        }

        /// Kafka looks at its log some time after the question left.
        private void answer() {
            if (asked) {
                Map<Integer, Long> ends = new HashMap<>();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    ends.put(partition, (long) log(partition).size());
                }
                catchUp.answered(ends);
                asked = false;
            }
        }

        private void fail(int detail) {
            if (asked && detail % 2 == 0) {
                catchUp.failed();
                asked = false;
            }
        }

        private void readAll() {
            written.forEach((partition, log) -> read.put(partition, log.size()));
            readNow();
        }

        private void readSome(int detail) {
            int partition = detail % PARTITIONS;
            read.merge(
                    partition,
                    Math.min(1, log(partition).size()),
                    (known, more) -> Math.min(known + more, log(partition).size()));
            readNow();
        }

        private void readNow() {
            catchUp.read(partition -> read.getOrDefault(partition, 0));
        }

        private void pass(int millis) {
            nanos += Duration.ofMillis(millis).toNanos();
        }

        private void compare() {
            if (freshness.isFresh()) {
                written.forEach((partition, log) -> assertThat(log.subList(read.getOrDefault(partition, 0), log.size()))
                        .as("what is not read is young")
                        .allMatch(at -> nanos - at <= LIMIT.toNanos()));
            }
        }
    }
}
