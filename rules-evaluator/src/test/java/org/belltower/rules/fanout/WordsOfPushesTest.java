package org.belltower.rules.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.accepted;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.composer;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;
import static org.belltower.rules.Given.view;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.belltower.model.DeviceId;
import org.belltower.model.LanguageTag;
import org.belltower.model.PersonId;
import org.belltower.model.audience.Member;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushText;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.rules.gate.TimeToLive;
import org.junit.jupiter.api.Test;

/// C7, I-47: each member of an audience is told in their own words.
class WordsOfPushesTest {
    private static final LanguageTag SPANISH = new LanguageTag("es");
    private static final Member DAD =
            new Member(new PersonId("dad"), guardian(), List.of(device(new DeviceId("dads-phone"))), SPANISH, true);

    private static List<Push> told(boolean detailPermitted, Member... members) {
        DistrictSettings district =
                new DistrictSettings(NORTH, 1, true, true, 2027, null, Set.of(), LanguageTag.ENGLISH, detailPermitted);
        Decider decider =
                new Decider(view(district, school(), calendar()), TimeToLive.ofAll(Duration.ofHours(24)), composer());
        return decider.decide(accepted(live(scored("84.5"), NOON)), new Remembered(null, null), audience(members), NOON)
                .pushes();
    }

    @Test
    void each_member_is_told_in_their_language_and_as_much_as_they_consent_to() {
        Member mum = new Member(MUM, guardian(), List.of(device(MUMS_PHONE)));
        assertThat(told(true, mum, DAD))
                .extracting(Push::title, Push::body, Push::detailed)
                .containsExactly(
                        tuple("Assignments", "An assignment was updated. Open the app to see it.", null),
                        tuple(
                                "Tareas",
                                "Se actualizó una tarea. Abra la aplicación para verla.",
                                new PushText("Tareas", "Se calificó una tarea: \u206884.5%\u2069.")));
    }

    @Test
    void C7_a_district_that_does_not_permit_detail_tells_none_to_whoever_consents() {
        assertThat(told(false, DAD)).extracting(Push::detailed).containsExactly((PushText) null);
    }
}
