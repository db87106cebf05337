package org.belltower.dispatch.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.belltower.model.DistrictId;
import org.junit.jupiter.api.Test;

class PackedRecordsTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final DistrictId SOUTH = new DistrictId("south");
    private static final int STABLE = 500;
    private static final int CHANGES = 100_000;
    private static final int TURN = CHANGES / STABLE;

    private final PackedRecords records = new PackedRecords();

    private void put(DistrictId district, String id, long version) {
        records.put(district, id, version, to -> to.text(district + "/" + id));
    }

    private OptionalLong version(DistrictId district, String id) {
        return records.find(district, id)
                .map(found -> {
                    assertThat(found.rest().text()).isEqualTo(district + "/" + id);
                    return OptionalLong.of(found.version());
                })
                .orElseGet(OptionalLong::empty);
    }

    @Test
    void an_id_means_something_only_within_its_district() {
        put(NORTH, "1", 7);
        assertThat(version(SOUTH, "1")).isEmpty();
        put(SOUTH, "1", 8);
        put(SOUTH, "2", 9);
        assertThat(version(NORTH, "1")).hasValue(7);
        assertThat(version(SOUTH, "1")).hasValue(8);
        assertThat(version(NORTH, "2")).isEmpty();
        records.remove(NORTH, "1");
        assertThat(version(NORTH, "1")).isEmpty();
        assertThat(version(SOUTH, "1")).hasValue(8);
    }

    @Test
    void a_lower_version_is_ignored_and_replaces_only_when_told_to() {
        put(NORTH, "1", 7);
        put(NORTH, "1", 6);
        assertThat(version(NORTH, "1")).hasValue(7);
        records.replace(NORTH, "1", 5, to -> to.text("north/1"));
        assertThat(version(NORTH, "1")).hasValue(5);
        put(NORTH, "1", 6);
        assertThat(version(NORTH, "1")).hasValue(6);
        assertThat(records.size()).isEqualTo(1);
    }

    @Test
    void what_comes_and_goes_for_ever_leaves_nothing() {
        for (int number = 0; number < CHANGES; number++) {
            put(NORTH, "p-" + number, 1);
            records.remove(NORTH, "p-" + number);
        }
        assertThat(records.size()).isZero();
        assertThat(records.slots()).isEqualTo(new PackedRecords().slots());
    }

    /// A polynomial of a factor has no other value for the one than for the other, whatever the factor, if it is
    /// odd and numbers have 64 bits: their difference is (x - 1)(x² - 1)(x⁴ - 1)... (the Thue-Morse sequence).
    @Test
    void bytes_that_no_polynomial_tells_apart_are_told_apart() {
        byte[] one = new byte[1024];
        byte[] other = new byte[1024];
        for (int at = 0; at < one.length; at++) {
            one[at] = (byte) (Integer.bitCount(at) % 2);
            other[at] = (byte) (1 - one[at]);
        }
        new SplittableRandom(1)
                .longs(100)
                .map(random -> random | 1)
                .forEach(secret -> assertThat(PackedRecords.hash(one, one.length, secret))
                        .isNotEqualTo(PackedRecords.hash(other, other.length, secret)));
    }

    @Test
    void what_a_reader_sees_while_others_are_written_is_there_stays_away_and_gets_no_older() throws Exception {
        IntStream.range(0, STABLE).forEach(number -> put(NORTH, "stable-" + number, 1));
        IntStream.range(0, STABLE).forEach(number -> put(NORTH, "gone-" + number, 1));
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> writing = writer.submit(this::comeAndGo);
            long[] seen = new long[STABLE];
            BitSet gone = new BitSet();
            do {
                for (int number = 0; number < STABLE; number++) {
                    long version = version(NORTH, "stable-" + number).orElse(0);
                    assertThat(version).isPositive().isGreaterThanOrEqualTo(seen[number]);
                    seen[number] = version;
                    boolean there = version(NORTH, "gone-" + number).isPresent();
                    assertThat(there && gone.get(number)).isFalse();
                    gone.set(number, !there);
                }
            } while (!writing.isDone());
            writing.get();
        }
        assertThat(records.size()).isEqualTo(STABLE);
    }

    /// Moves the records again and again: others come, so that there are up to three times as many, and go. Some
    /// go for ever, one after another.
    private void comeAndGo() {
        for (int change = 0; change < CHANGES; change++) {
            int number = change % STABLE;
            switch (change / STABLE % 4) {
                case 0, 1 -> put(NORTH, "other-" + change / STABLE % 4 + "-" + number, change);
                case 2 -> put(NORTH, "stable-" + number, change);
                default -> IntStream.range(0, 2).forEach(kind -> records.remove(NORTH, "other-" + kind + "-" + number));
            }
            if (change % TURN == 0) {
                records.remove(NORTH, "gone-" + change / TURN);
            }
        }
    }
}
