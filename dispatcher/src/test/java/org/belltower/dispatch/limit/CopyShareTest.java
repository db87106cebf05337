package org.belltower.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CopyShareTest {
    private static final int ALL = 24;

    @Property
    void copies_that_share_all_partitions_share_the_whole_quota(@ForAll @IntRange(min = 1, max = ALL) int copies) {
        List<Integer> held = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            held.add(ALL / copies + (copy < ALL % copies ? 1 : 0));
        }
        assertThat(held.stream().mapToDouble(mine -> CopyShare.of(mine, ALL)).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Property
    void while_partitions_move_the_whole_is_not_exceeded(
            @ForAll @IntRange(min = 1, max = 12) int kept, @ForAll @IntRange(min = 1, max = 12) int given) {
        assertThat(CopyShare.of(kept, ALL) + CopyShare.of(given, ALL)).isLessThanOrEqualTo(1);
    }

    @Test
    void one_without_a_partition_counts_as_if_it_had_one() {
        assertThat(CopyShare.of(0, ALL)).isEqualTo(CopyShare.of(1, ALL)).isPositive();
    }

    @Test
    void more_than_all_is_a_mistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> CopyShare.of(25, ALL));
    }
}
