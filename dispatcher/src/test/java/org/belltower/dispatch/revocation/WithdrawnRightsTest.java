package org.belltower.dispatch.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.GUARDIAN;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.STUDENT;

import java.util.Map;
import org.belltower.dispatch.send.Rights;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.junit.jupiter.api.Test;

class WithdrawnRightsTest {
    private final WithdrawnRights rights = new WithdrawnRights();

    private static Withdrawn portalOff(long version) {
        return new Withdrawn.As(version, Map.of(GUARDIAN, Rights.portalOff()));
    }

    @Test
    void of_a_student_without_a_record_nothing_is_withdrawn() {
        rights.put(Rights.guardian(1, Rights.portalOff()));
        assertThat(rights.of(NORTH, new StudentId("s-2"))).isEqualTo(Withdrawn.NOTHING);
        assertThat(rights.of(new DistrictId("south"), STUDENT)).isEqualTo(Withdrawn.NOTHING);
    }

    @Test
    void the_highest_version_stays_whatever_comes_later() {
        rights.put(Rights.nobody(1));
        rights.put(Rights.guardian(3, Rights.portalOff()));
        rights.put(Rights.nobody(2));
        assertThat(rights.of(NORTH, STUDENT)).isEqualTo(portalOff(3));
        assertThat(rights.size()).isEqualTo(1);
    }

    @Test
    void a_record_that_names_nobody_keeps_its_version_from_a_late_one() {
        rights.put(Rights.nobody(2));
        rights.put(Rights.guardian(1, Rights.portalOff()));
        assertThat(rights.of(NORTH, STUDENT)).isEqualTo(new Withdrawn.As(2, Map.of()));
    }

    @Test
    void an_erased_student_is_known_no_more() {
        rights.put(Rights.guardian(1, Rights.portalOff()));
        rights.remove(Rights.nobody(1).key());
        assertThat(rights.of(NORTH, STUDENT)).isEqualTo(Withdrawn.NOTHING);
        assertThat(rights.size()).isZero();
    }

    @Test
    void what_cannot_be_read_may_be_anyone_until_a_record_can_be_read() {
        rights.put(Rights.nobody(5));
        rights.deny(Rights.nobody(5).key());
        assertThat(rights.of(NORTH, STUDENT)).isEqualTo(new Withdrawn.Unreadable());
        rights.put(Rights.guardian(6, Rights.portalOff()));
        assertThat(rights.of(NORTH, STUDENT)).isEqualTo(portalOff(6));
    }
}
