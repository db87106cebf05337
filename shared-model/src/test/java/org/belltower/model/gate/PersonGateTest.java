package org.belltower.model.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.belltower.model.audience.Standing;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonGateTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    private static Optional<Reason> check(Standing standing) {
        return PersonGate.check(standing, TODAY);
    }

    private static Standing dated(@Nullable LocalDate starts, @Nullable LocalDate ends) {
        return new Standing.Guardian(true, false, starts, ends);
    }

    @Test
    void A9_a_student_is_always_told_about_themself() {
        assertThat(check(new Standing.Self())).isEmpty();
    }

    @Test
    void A9_a_relationship_holds_on_its_first_and_on_its_last_day() {
        assertThat(check(dated(null, null))).isEmpty();
        assertThat(check(dated(TODAY, TODAY))).isEmpty();
        assertThat(check(dated(TODAY.plusDays(1), null))).contains(Reason.RELATIONSHIP_NOT_CURRENT);
        assertThat(check(dated(null, TODAY.minusDays(1)))).contains(Reason.RELATIONSHIP_NOT_CURRENT);
    }

    @Test
    void A9_the_portal_flag_and_a_restriction_each_decide_alone() {
        assertThat(check(new Standing.Guardian(false, false, null, null))).contains(Reason.NO_PORTAL);
        assertThat(check(new Standing.Guardian(true, true, null, null))).contains(Reason.RESTRICTED);
    }

    @Test
    void A9_who_is_nothing_to_the_student_any_more_is_not_told() {
        assertThat(check(new Standing.None())).contains(Reason.NO_RELATIONSHIP);
    }
}
