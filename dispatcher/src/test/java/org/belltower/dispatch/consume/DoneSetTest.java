package org.belltower.dispatch.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DoneSetTest {
    private static final long FAR = Integer.MAX_VALUE - 1L;

    @Test
    void a_record_at_or_above_the_lanes_end_is_refused_so_that_the_push_which_gets_its_offset_is_sent() {
        DoneSet done = new DoneSet(100, 110);
        assertThat(done.add(109)).isTrue();
        assertThat(done.add(110)).isFalse();
        assertThat(done.add(100 + FAR)).isFalse();
        assertThat(done.add(100 + FAR + 1)).isFalse();
        assertThat(done.add(Long.MAX_VALUE)).isFalse();
        assertThat(done.size()).isEqualTo(1);
        assertThat(done.reaches(110)).isFalse();
    }

    @Test
    void what_the_committed_position_has_passed_is_known_and_of_no_interest() {
        DoneSet done = new DoneSet(100, 110);
        assertThat(done.add(99)).isTrue();
        assertThat(done.add(0)).isTrue();
        assertThat(done.size()).isZero();
    }

    @Test
    void an_offset_that_no_record_can_have_is_refused() {
        assertThat(new DoneSet(0, 110).add(-1)).isFalse();
        assertThat(new DoneSet(0, 110).add(Long.MIN_VALUE)).isFalse();
    }

    @Test
    void a_lane_that_is_longer_than_the_set_can_hold_is_borne() {
        DoneSet done = new DoneSet(0, Long.MAX_VALUE);
        assertThat(done.add(FAR + 1)).isTrue();
        assertThat(done.contains(FAR + 1)).isFalse();
    }

    @Property
    void it_holds_what_was_added_between_the_position_and_the_end_and_nothing_else(
            @ForAll @LongRange(min = 0, max = 1L << 40) long position,
            @ForAll @LongRange(min = 0, max = 300) long length,
            @ForAll("distances") List<Long> distances) {
        DoneSet done = new DoneSet(position, position + length);
        Set<Long> model = new HashSet<>();
        for (long distance : distances) {
            long offset = position + distance;
            assertThat(done.add(offset)).isEqualTo(offset >= 0 && distance < length);
            if (distance >= 0 && distance < length) {
                model.add(offset);
            }
        }
        assertThat(done.size()).isEqualTo(model.size());
        for (long offset = position; offset < position + length + 10; offset++) {
            long at = offset;
            assertThat(done.contains(at)).isEqualTo(model.contains(at));
            assertThat(done.reaches(at)).isEqualTo(model.stream().anyMatch(one -> one >= at));
        }
    }

    @Provide
    Arbitrary<List<Long>> distances() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-10, 320),
                        Arbitraries.longs().between(FAR - 2, FAR + 3),
                        Arbitraries.longs().between(-(1L << 41), 1L << 41))
                .list()
                .ofMaxSize(60);
    }
}
