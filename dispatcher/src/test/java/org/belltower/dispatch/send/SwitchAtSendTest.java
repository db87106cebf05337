package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.AUDIENCE;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.PLACE;
import static org.belltower.dispatch.send.Pushes.STUDENT;

import java.time.Instant;
import java.util.Optional;
import org.belltower.dispatch.revocation.WithdrawnRights;
import org.belltower.dispatch.settings.CurrentSettings;
import org.belltower.model.Category;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause.ChangeCause;
import org.junit.jupiter.api.Test;

/// The evaluator may not have known yet that the district had been off when it decided.
class SwitchAtSendTest {
    private static final Instant ACCEPTED = NOON.minusSeconds(60);

    private static Optional<Objection> check(Instant switchedOn) {
        Push was = Pushes.push();
        ChangeCause cause = new ChangeCause(
                ((ChangeCause) was.cause()).event(), Category.GRADES, STUDENT, AUDIENCE, PLACE, null, ACCEPTED);
        Push push = new Push(
                was.id(),
                NORTH,
                was.device(),
                was.person(),
                was.sessionEpoch(),
                cause,
                was.area(),
                was.title(),
                was.body(),
                NOON,
                was.expires());
        CurrentSettings settings = new CurrentSettings();
        Rights.all(1).forEach(settings::put);
        settings.put(Rights.district(2, true, Rights.YEAR, switchedOn));
        Known.Current known =
                new Known.Current(settings, new WithdrawnRights().of(NORTH, STUDENT), Optional.of(Pushes.binding()));
        return ChangeGates.check(push, cause, known, NOON);
    }

    @Test
    void A1_a_change_accepted_before_the_switching_on_does_not_leave_although_it_was_decided_after_it() {
        assertThat(check(ACCEPTED.plusMillis(1))).contains(new Objection.Denied(Reason.DISTRICT_OFF));
        assertThat(check(ACCEPTED)).isEmpty();
    }
}
