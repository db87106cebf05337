package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// C7, I-46, R15: consent to detail that is taken back while a push waits. The push leaves, and says no more than that
/// something happened.
class DetailAtSendTest {
    private static final String PLAIN = "A grade was updated.";
    private static final String DETAILED = "A grade is now 84.5%.";

    /// Both consent, by newer records than those that the places bring.
    private static OneCourier consented() {
        OneCourier one = new OneCourier();
        one.bindings().put(Pushes.consenting(2, true));
        one.knowledge.settings().put(Rights.detail(2, true));
        return one;
    }

    private static void assertTold(OneCourier one, String body) {
        assertThat(one.sender.shown().getLast()).isEqualTo(body);
        assertThat(one.outcomes.written())
                .extracting(Outcome::result)
                .hasOnlyElementsOfType(Result.Accepted.class)
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FOR_ITS_BINDING", "FOR_ITS_SETTINGS"})
    void where_both_consent_to_the_end_it_says_what_happened(WithdrawnRightsTest.Place place) {
        OneCourier one = consented();
        place.carry(one, Pushes.detailed(), () -> {});
        assertTold(one, DETAILED);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FOR_ITS_BINDING", "FOR_ITS_SETTINGS"})
    void what_the_user_takes_back_is_not_said_from_any_place(WithdrawnRightsTest.Place place) {
        OneCourier one = consented();
        place.carry(one, Pushes.detailed(), () -> one.bindings().put(Pushes.consenting(3, false)));
        assertTold(one, PLAIN);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FOR_ITS_BINDING", "FOR_ITS_SETTINGS"})
    void what_the_district_takes_back_is_not_said_from_any_place(WithdrawnRightsTest.Place place) {
        OneCourier one = consented();
        place.carry(one, Pushes.detailed(), () -> one.knowledge.settings().put(Rights.detail(3, false)));
        assertTold(one, PLAIN);
    }
}
