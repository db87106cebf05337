package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.dispatch.settings.CurrentSettings;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.settings.Settings;
import org.belltower.service.failure.RetryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// B11, "send a test push to my device": what a test push passes, and what it does not.
class TestGatesTest {
    private static final Route ROUTE = new Route(
            FAMILY, new Credential(Provider.APNS, "TEAM/production"), (_, _, _, _) -> PushSender.Attempt.OVER);

    private final JourneyRules rules = new JourneyRules(
            new Routes(List.of(ROUTE)),
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)),
            Duration.ofSeconds(5),
            Duration.ofMillis(100));

    private Step next(Binding binding, Settings... settings) {
        CurrentSettings known = new CurrentSettings();
        for (Settings each : settings) {
            known.put(each);
        }
        return rules.next(
                Journey.begin(Pushes.testPush(NOON), 0, NOON),
                new Known.Current(known, Withdrawn.NOTHING, Optional.of(binding)),
                NOON);
    }

    private static Settings district(boolean on, @Nullable Instant switchedOn) {
        return Rights.district(1, on, Rights.YEAR, switchedOn);
    }

    private static Step skipped(Reason reason) {
        return new Step.Finish(new Result.Skipped(reason));
    }

    @Test
    void it_leaves_with_nothing_subscribed_and_no_school_or_calendar_known() {
        Binding nothingOn = Pushes.binding(SessionState.KEPT, Binding.Permission.ALLOWED, Set.of());
        assertThat(next(nothingOn, district(true, null))).isInstanceOf(Step.Send.class);
    }

    @Test
    void the_district_that_is_off_or_was_off_when_it_was_asked_for_stops_it() {
        assertThat(next(Pushes.binding(), district(false, null))).isEqualTo(skipped(Reason.DISTRICT_OFF));
        assertThat(next(Pushes.binding(), district(true, NOON.plusSeconds(1)))).isEqualTo(skipped(Reason.DISTRICT_OFF));
    }

    @Test
    void a_district_that_is_not_known_yet_is_waited_for() {
        assertThat(next(Pushes.binding())).isInstanceOf(Step.Wait.class);
    }

    @Test
    void session_stay_logged_in_permission_and_person_are_as_for_every_push() {
        assertThat(next(
                        Pushes.binding(SessionState.SIGNED_OUT, Binding.Permission.ALLOWED, Set.of()),
                        district(true, null)))
                .isEqualTo(skipped(Reason.SIGNED_OUT));
        assertThat(next(
                        Pushes.binding(SessionState.NOT_KEPT, Binding.Permission.ALLOWED, Set.of()),
                        district(true, null)))
                .isEqualTo(skipped(Reason.NOT_STAY_LOGGED_IN));
        assertThat(next(Pushes.binding(SessionState.KEPT, Binding.Permission.DENIED, Set.of()), district(true, null)))
                .isEqualTo(skipped(Reason.PERMISSION_DENIED));
        assertThat(next(Pushes.binding(new PersonId("g-2"), Pushes.EPOCH), district(true, null)))
                .isEqualTo(skipped(Reason.OTHER_SESSION));
    }
}
