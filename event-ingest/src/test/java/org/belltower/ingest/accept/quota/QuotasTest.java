package org.belltower.ingest.accept.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.belltower.ingest.accept.ProducerId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final ProducerId NORTH = ProducerId.parse("north/sis");
    private static final ProducerId SOUTH = ProducerId.parse("south/sis");
    private static final ProducerId FOOD = ProducerId.parse("north/food");
    private static final Quotas.Answer FITS = new Quotas.Answer.Fits();

    private long nanos = -5;
    private final Quotas quotas =
            new Quotas(new QuotaPlan(new Quota(100, 1_000), Map.of(FOOD, new Quota(1, 10))), () -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private Duration refused(ProducerId producer, int events) {
        Quotas.Answer answer = quotas.take(producer, events);
        assertThat(answer).isInstanceOf(Quotas.Answer.UsedUp.class);
        return ((Quotas.Answer.UsedUp) answer).after();
    }

    @Test
    void after_a_pause_a_producer_may_hand_in_its_burst_and_then_what_its_rate_allows() {
        assertThat(quotas.take(NORTH, 999)).isEqualTo(FITS);
        assertThat(quotas.take(NORTH, 1)).isEqualTo(FITS);
        assertThat(refused(NORTH, 1)).isEqualTo(Duration.ofMillis(10));
        pass(Duration.ofMillis(10));
        assertThat(quotas.take(NORTH, 1)).isEqualTo(FITS);
        pass(Duration.ofHours(1));
        assertThat(quotas.take(NORTH, 1_000)).isEqualTo(FITS);
        refused(NORTH, 1);
    }

    @Test
    void a_request_that_does_not_fit_takes_nothing_and_fits_when_it_is_told_to_come_again() {
        quotas.take(NORTH, 1_000);
        for (int again = 0; again < 5; again++) {
            assertThat(refused(NORTH, 250)).isEqualTo(Duration.ofMillis(2_500));
        }
        pass(Duration.ofMillis(2_499));
        assertThat(refused(NORTH, 250)).isEqualTo(Duration.ofMillis(1));
        pass(Duration.ofMillis(1));
        assertThat(quotas.take(NORTH, 250)).isEqualTo(FITS);
    }

    @Test
    void I_9_what_one_producer_hands_in_is_no_others_be_it_of_the_same_name_or_district() {
        quotas.take(NORTH, 1_000);
        refused(NORTH, 1);
        assertThat(quotas.take(SOUTH, 1_000)).isEqualTo(FITS);
        assertThat(quotas.take(FOOD, 10)).isEqualTo(FITS);
        assertThat(refused(FOOD, 10)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void who_is_silent_until_its_quota_is_whole_is_forgotten_and_who_is_not_is_not() {
        quotas.take(NORTH, 1_000);
        pass(Duration.ofSeconds(6));
        quotas.take(SOUTH, 1);
        pass(Duration.ofSeconds(5));
        assertThat(quotas.producers()).isEqualTo(1);
        assertThat(quotas.take(NORTH, 1_000)).isEqualTo(FITS);
    }

    @Test
    void of_producers_without_number_some_are_forgotten() {
        for (int count = 0; count < 3 * Quotas.REMEMBERED; count++) {
            quotas.take(new ProducerId(new DistrictId("north"), "sis-" + count), 1);
        }
        assertThat(quotas.producers()).isLessThanOrEqualTo(Quotas.REMEMBERED);
    }

    @Property(tries = 300)
    void nobody_hands_in_more_than_burst_and_rate_allow_and_who_waits_as_told_gets_in(
            @ForAll @IntRange(min = 1, max = 5_000) int rate,
            @ForAll @IntRange(min = 100, max = 5_000) int burst,
            @ForAll @Size(min = 1, max = 60) int[] steps) {
        long[] now = {0};
        Quotas under = new Quotas(new QuotaPlan(new Quota(rate, burst), Map.of()), () -> now[0]);
        long taken = 0;
        for (int step : steps) {
            now[0] += Math.floorMod(step, 1_000_000_000);
            int events = 1 + Math.floorMod(step, 100);
            if (under.take(NORTH, events) instanceof Quotas.Answer.UsedUp(Duration after)) {
                now[0] += after.toNanos() + 1;
                assertThat(under.take(NORTH, events)).isEqualTo(FITS);
            }
            taken += events;
            assertThat(taken).isLessThanOrEqualTo(burst + (long) (now[0] / 1e9 * rate) + 1);
        }
    }

    @Test
    void a_quota_that_cannot_be_meant_is_refused() {
        assertThatThrownBy(() -> new Quota(0, 10)).hasMessageStartingWith("events-per-second must be from 1");
        assertThatThrownBy(() -> new Quota(1, -1)).hasMessageStartingWith("burst must be from 1");
        assertThatThrownBy(() -> new Quota(1, 999).requireRoomFor(1_000))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("burst must be at least the largest batch (belltower.ingest.max-batch-events): 1000");
        assertThat(new Quota(1, 1_000).requireRoomFor(1_000)).isEqualTo(new Quota(1, 1_000));
        assertThatThrownBy(() -> ProducerId.parse("sis")).hasMessage("producer must be district/client");
        assertThat(ProducerId.parse("north/a/b")).isEqualTo(new ProducerId(new DistrictId("north"), "a/b"));
    }
}
