package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.belltower.model.Area;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A16, R15: what the app has changes while a push waits. The push leaves, and opens what is there then.
class AreaAtSendTest {
    private static final Set<Area> ALL = EnumSet.allOf(Area.class);

    private static OneCourier whereTheAppHas(Set<Area> areas) {
        OneCourier one = new OneCourier();
        one.knowledge.settings().put(Rights.app(2, areas));
        return one;
    }

    private static void has(OneCourier one, Set<Area> areas) {
        one.knowledge.settings().put(Rights.app(3, areas));
    }

    private static void assertOpened(OneCourier one, String opened) {
        assertThat(one.sender.opened().getLast()).isEqualTo(opened);
        assertThat(one.outcomes.written())
                .extracting(Outcome::result)
                .hasOnlyElementsOfType(Result.Accepted.class)
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void from_every_place_a_push_opens_its_area_where_the_app_has_it(WithdrawnRightsTest.Place place) {
        OneCourier one = whereTheAppHas(ALL);
        place.carry(one, Pushes.push(), () -> has(one, Set.of(Area.GRADES)));
        assertOpened(one, "GRADES");
    }

    @ParameterizedTest
    @EnumSource
    void from_every_place_a_push_opens_its_inbox_item_once_the_app_has_its_area_no_more(
            WithdrawnRightsTest.Place place) {
        OneCourier one = whereTheAppHas(ALL);
        place.carry(one, Pushes.push(), () -> has(one, EnumSet.complementOf(EnumSet.of(Area.GRADES))));
        assertOpened(one, "inbox item");
    }

    @ParameterizedTest
    @EnumSource
    void from_every_place_a_push_opens_its_area_once_the_app_has_it(WithdrawnRightsTest.Place place) {
        OneCourier one = whereTheAppHas(Set.of());
        place.carry(one, Pushes.push(), () -> has(one, ALL));
        assertOpened(one, "GRADES");
    }
}
