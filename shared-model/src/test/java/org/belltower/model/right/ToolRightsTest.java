package org.belltower.model.right;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.settings.RightsSettings;

class ToolRightsTest {
    @Provide
    Arbitrary<ToolRights> rights() {
        return Arbitraries.maps(
                        Arbitraries.of(StaffTool.values()),
                        Arbitraries.of(Right.values()).set())
                .map(ToolRights::new);
    }

    @Property
    void A2_least_restrictive_wins_whatever_one_group_allows_is_allowed_and_nothing_else(
            @ForAll List<@From("rights") ToolRights> groups) {
        ToolRights union = ToolRights.union(groups);
        for (StaffTool tool : StaffTool.values()) {
            for (Right right : Right.values()) {
                assertThat(union.allow(tool, right))
                        .isEqualTo(groups.stream().anyMatch(group -> group.allow(tool, right)));
            }
        }
    }

    @Property
    void one_more_group_never_takes_a_right_away(
            @ForAll List<@From("rights") ToolRights> groups, @ForAll("rights") ToolRights more) {
        List<ToolRights> joined = new ArrayList<>(groups);
        joined.add(more);
        assertThat(ToolRights.union(joined).cover(ToolRights.union(groups))).isTrue();
        assertThat(ToolRights.union(joined)).isEqualTo(ToolRights.union(groups).and(more));
    }

    @Property
    void rights_cover_others_exactly_if_adding_those_changes_nothing(
            @ForAll("rights") ToolRights some, @ForAll("rights") ToolRights others) {
        assertThat(some.cover(others)).isEqualTo(some.and(others).equals(some));
    }

    @Example
    void a_tool_without_a_right_is_the_same_as_one_that_is_left_out() {
        assertThat(new ToolRights(Map.of(StaffTool.APPS, Set.of()))).isEqualTo(ToolRights.NONE);
    }

    @Example
    void resources_ask_for_a_right_by_its_name() {
        assertThat(ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.READ, Right.WRITE)
                        .permissions())
                .containsExactlyInAnyOrder("push-notifications.read", "push-notifications.write");
        assertThat(StaffTool.AUDIT.permission(Right.READ)).isEqualTo("audit.read");
    }

    @Example
    void A2_the_right_to_add_and_the_right_to_write_each_open_a_put_where_a_tool_has_rows() {
        assertThat(ToolRights.of(StaffTool.APPS, Right.ADD).permissions())
                .containsExactlyInAnyOrder("apps.add", "apps.put");
        assertThat(ToolRights.of(StaffTool.SUPPORTED_PLATFORMS, Right.WRITE).permissions())
                .containsExactlyInAnyOrder("supported-platforms.write", "supported-platforms.put");
        assertThat(ToolRights.of(StaffTool.APPS, Right.READ, Right.DELETE).permissions())
                .containsExactlyInAnyOrder("apps.read", "apps.delete");
        assertThat(ToolRights.of(StaffTool.AUDIT, Right.ADD, Right.WRITE).permissions())
                .containsExactlyInAnyOrder("audit.add", "audit.write");
    }

    @Example
    void A2_each_tool_has_the_rights_that_mean_something_there() {
        assertThat(Arrays.stream(StaffTool.values()).collect(Collectors.toMap(tool -> tool, StaffTool::rights)))
                .isEqualTo(Map.of(
                        StaffTool.PUSH_NOTIFICATIONS, Set.of(Right.READ, Right.WRITE),
                        StaffTool.DISPLAY_OPTIONS, Set.of(Right.READ, Right.WRITE),
                        StaffTool.CONTACT_PREFERENCES, Set.of(Right.READ, Right.WRITE),
                        StaffTool.APPS, Set.of(Right.READ, Right.WRITE, Right.ADD, Right.DELETE),
                        StaffTool.SUPPORTED_PLATFORMS, Set.of(Right.READ, Right.WRITE, Right.ADD, Right.DELETE),
                        StaffTool.TOOL_RIGHTS, Set.of(Right.READ, Right.WRITE),
                        StaffTool.AUDIT, Set.of(Right.READ),
                        StaffTool.EXPLANATIONS, Set.of(Right.READ)));
    }

    @Property
    void rights_are_meaningful_if_each_tool_has_them(@ForAll("rights") ToolRights rights) {
        boolean all = rights.byTool().entrySet().stream()
                .allMatch(tool -> tool.getKey().rights().containsAll(tool.getValue()));
        if (all) {
            assertThat(rights.meaningful()).isSameAs(rights);
        } else {
            assertThatThrownBy(rights::meaningful).isInstanceOf(InvalidFieldException.class);
        }
    }

    @Example
    void a_right_that_means_nothing_is_named_with_its_tool_and_with_those_that_do() {
        assertThatThrownBy(() ->
                        ToolRights.of(StaffTool.AUDIT, Right.READ, Right.WRITE).meaningful())
                .hasMessage("AUDIT must be of READ: WRITE means nothing there");
        assertThatThrownBy(
                        () -> ToolRights.of(StaffTool.TOOL_RIGHTS, Right.DELETE).meaningful())
                .hasMessage("TOOL_RIGHTS must be of READ, WRITE: DELETE means nothing there");
    }

    @Example
    void somebody_in_several_groups_has_the_rights_of_all_and_none_by_a_group_that_is_not_named() {
        RightsSettings settings = new RightsSettings(
                new DistrictId("north"),
                1,
                Map.of(
                        new GroupId("office"), ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.READ),
                        new GroupId("apps"), ToolRights.of(StaffTool.APPS, Right.WRITE)));
        assertThat(settings.of(List.of(new GroupId("office"), new GroupId("apps"))))
                .isEqualTo(ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.READ)
                        .and(ToolRights.of(StaffTool.APPS, Right.WRITE)));
        assertThat(settings.of(List.of(new GroupId("Office"), new GroupId("nobody"))))
                .isEqualTo(ToolRights.NONE);
        assertThat(settings.of(List.of())).isEqualTo(ToolRights.NONE);
    }
}
