package org.belltower.dispatch.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.NOON;

import java.util.List;
import java.util.Optional;
import org.belltower.dispatch.deferral.Backlog;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.belltower.dispatch.flow.Credential;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.junit.jupiter.api.Test;

class BacklogStatusTest {
    private static final Credential TEAM = new Credential(Provider.APNS, "TEAM/production");
    private static final AppId OTHER = new AppId("office");

    private static final Optional<Backlog> BACKLOG = Optional.of(new Backlog(
            List.of(
                    new Held(null, FAMILY, 1, NOON.plusSeconds(900)),
                    new Held(null, OTHER, 2, NOON.plusSeconds(60)),
                    new Held(TEAM.toString(), FAMILY, 4, NOON.minusSeconds(5)),
                    new Held(TEAM + "#" + OTHER, OTHER, 8, NOON)),
            NOON));

    @Test
    void of_all_it_tells_how_many_and_when_the_first_is_due() {
        assertThat(BacklogStatus.of(BACKLOG)).isEqualTo(new BacklogStatus(15, NOON.minusSeconds(5), NOON));
    }

    @Test
    void a_push_that_waits_for_a_time_of_its_own_is_no_credentials() {
        assertThat(BacklogStatus.alone(BACKLOG)).isEqualTo(new BacklogStatus(3, NOON.plusSeconds(60), NOON));
        assertThat(BacklogStatus.of(BACKLOG, TEAM)).isEqualTo(new BacklogStatus(12, NOON.minusSeconds(5), NOON));
    }

    @Test
    void of_an_app_it_tells_what_waits_for_its_credential() {
        assertThat(BacklogStatus.of(BACKLOG, TEAM, OTHER)).isEqualTo(new BacklogStatus(8, NOON, NOON));
    }

    @Test
    void what_was_not_counted_is_not_none() {
        assertThat(BacklogStatus.of(Optional.empty())).isNull();
        assertThat(BacklogStatus.alone(Optional.empty())).isNull();
    }
}
