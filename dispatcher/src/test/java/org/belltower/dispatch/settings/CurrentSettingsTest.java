package org.belltower.dispatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.CALENDAR;
import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.SCHOOL;
import static org.belltower.dispatch.send.Rights.YEAR;

import java.util.Map;
import java.util.Set;
import org.belltower.dispatch.send.Rights;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.RightsSettings;
import org.junit.jupiter.api.Test;

class CurrentSettingsTest {
    private final CurrentSettings settings = new CurrentSettings();

    @Test
    void district_school_and_calendar_are_found_in_their_district_and_nowhere_else() {
        Rights.all(1).forEach(settings::put);
        assertThat(settings.district(NORTH)).contains(Rights.district(1));
        assertThat(settings.school(NORTH, SCHOOL)).contains(Rights.school(1));
        assertThat(settings.calendar(NORTH, CALENDAR)).contains(Rights.calendar(1));
        assertThat(settings.size()).isEqualTo(4);
        DistrictId south = new DistrictId("south");
        assertThat(settings.district(south)).isEmpty();
        assertThat(settings.school(south, SCHOOL)).isEmpty();
        assertThat(settings.calendar(south, CALENDAR)).isEmpty();
    }

    @Test
    void a_school_and_a_calendar_of_one_name_are_two() {
        settings.put(Rights.school(1));
        assertThat(settings.calendar(NORTH, new CalendarId(SCHOOL.value()))).isEmpty();
        assertThat(settings.school(NORTH, new SchoolId("district"))).isEmpty();
    }

    @Test
    void tool_rights_of_staff_are_kept_beside_and_are_nothing_else() {
        RightsSettings staff =
                new RightsSettings(NORTH, 9, Map.of(new GroupId("office"), ToolRights.of(StaffTool.APPS, Right.READ)));
        settings.put(staff);
        assertThat(settings.find(RightsSettings.keyOf(NORTH))).contains(staff);
        assertThat(settings.district(NORTH)).isEmpty();
        assertThat(settings.school(NORTH, new SchoolId("rights"))).isEmpty();

        Rights.all(1).forEach(settings::put);
        settings.remove(staff.key());
        assertThat(settings.district(NORTH)).contains(Rights.district(1));
    }

    @Test
    void A16_what_an_app_has_is_known_of_that_app_in_that_district_alone_and_of_no_other() {
        settings.put(Rights.app(1, Set.of(Area.GRADES)));
        assertThat(settings.hasArea(NORTH, FAMILY, Area.GRADES)).isTrue();
        assertThat(settings.hasArea(NORTH, FAMILY, Area.SCHEDULE)).isFalse();
        assertThat(settings.hasArea(NORTH, new AppId("branded"), Area.GRADES)).isFalse();
        assertThat(settings.hasArea(new DistrictId("south"), FAMILY, Area.GRADES))
                .isFalse();

        settings.put(Rights.app(2, Set.of(Area.SCHEDULE)));
        assertThat(settings.hasArea(NORTH, FAMILY, Area.GRADES)).isFalse();
        settings.put(Rights.app(3, Set.of(Area.GRADES)));
        settings.deny(Rights.app(4, Set.of()).key());
        assertThat(settings.hasArea(NORTH, FAMILY, Area.GRADES)).isFalse();
    }

    @Test
    void the_highest_version_stays_whatever_comes_later() {
        settings.put(Rights.district(2, false, YEAR, null));
        settings.put(Rights.district(1));
        settings.put(Rights.district(2));
        assertThat(settings.district(NORTH)).contains(Rights.district(2, false, YEAR, null));
    }

    @Test
    void erased_settings_and_those_that_cannot_be_read_are_not_known_until_some_can() {
        Rights.all(1).forEach(settings::put);
        settings.remove(Rights.school(1).key());
        settings.deny(Rights.district(1).key());
        assertThat(settings.school(NORTH, SCHOOL)).isEmpty();
        assertThat(settings.district(NORTH)).isEmpty();
        assertThat(settings.calendar(NORTH, CALENDAR)).isPresent();
        settings.put(Rights.district(2));
        assertThat(settings.district(NORTH)).contains(Rights.district(2));
    }
}
