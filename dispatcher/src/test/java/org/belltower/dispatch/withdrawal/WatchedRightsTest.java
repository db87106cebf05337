package org.belltower.dispatch.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.dispatch.deferral.Concern;
import org.belltower.dispatch.revocation.WithdrawnRights;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.Rights;
import org.junit.jupiter.api.Test;

class WatchedRightsTest {
    private static final Concern STUDENTS = new Concern.OfStudent(Pushes.NORTH, Pushes.STUDENT);

    private final Heard heard = new Heard();
    private final WithdrawnRights rights = new WithdrawnRights();
    private final WatchedRights watched = new WatchedRights(rights, heard);

    @Test
    void I4_somebody_named_anew_or_as_something_else_is_heard_of_once() {
        watched.put(Rights.guardian(1, Rights.portalOff()));
        assertThat(heard.concerns()).containsExactly(STUDENTS);
        watched.put(Rights.guardian(2, Rights.portalOff()));
        assertThat(heard.concerns()).containsExactly(STUDENTS);
        watched.put(Rights.guardian(3, Rights.restricted()));
        assertThat(heard.concerns()).containsExactly(STUDENTS, STUDENTS);
    }

    @Test
    void nobody_named_any_more_takes_nothing_away() {
        watched.put(Rights.nobody(1));
        watched.remove(Rights.nobody(1).key());
        assertThat(heard.concerns()).isEmpty();
    }

    @Test
    void what_cannot_be_read_may_be_anyone() {
        watched.deny(Rights.nobody(1).key());
        assertThat(heard.concerns()).containsExactly(STUDENTS);
        assertThat(watched.size()).isEqualTo(1);
    }

    @Test
    void what_is_read_of_the_past_is_no_news() {
        heard.wants(false);
        watched.put(Rights.guardian(1, Rights.portalOff()));
        watched.deny(Rights.nobody(1).key());
        assertThat(heard.concerns()).isEmpty();
    }
}
