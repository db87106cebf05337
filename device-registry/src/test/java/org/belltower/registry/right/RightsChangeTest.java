package org.belltower.registry.right;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.registry.right.RightsChange.Verdict;

/// I-42: nobody gives themselves a right.
class RightsChangeTest {
    private static final GroupId OFFICE = new GroupId("office");
    private static final GroupId SECURITY = new GroupId("security");
    private static final GroupId OTHERS = new GroupId("others");
    private static final ToolRights GIVE = ToolRights.of(StaffTool.TOOL_RIGHTS, Right.READ, Right.WRITE);
    private static final ToolRights SWITCH = ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.READ, Right.WRITE);
    private static final Map<GroupId, ToolRights> BEFORE = Map.of(SECURITY, GIVE, OFFICE, SWITCH);

    private static Verdict verdict(GroupId group, ToolRights next, GroupId... groups) {
        return new RightsChange(BEFORE, group, next).by(new Giver.Person(Set.of(groups)));
    }

    @Example
    void I_42_nobody_adds_a_right_to_a_group_they_are_in() {
        assertThat(verdict(SECURITY, GIVE.and(SWITCH), SECURITY)).isEqualTo(Verdict.OWN_GROUP);
        assertThat(verdict(OTHERS, SWITCH, SECURITY, OTHERS)).isEqualTo(Verdict.OWN_GROUP);
    }

    @Example
    void I_42_also_not_what_they_have_by_another_group() {
        assertThat(verdict(SECURITY, GIVE.and(SWITCH), SECURITY, OFFICE)).isEqualTo(Verdict.OWN_GROUP);
    }

    @Example
    void I_42_also_not_in_exchange_for_another_right() {
        assertThat(verdict(OFFICE, ToolRights.of(StaffTool.APPS, Right.READ), SECURITY, OFFICE))
                .isEqualTo(Verdict.OWN_GROUP);
    }

    @Example
    void somebody_who_is_not_in_the_group_gives_it_what_they_like() {
        assertThat(verdict(OFFICE, GIVE.and(SWITCH), SECURITY)).isEqualTo(Verdict.ALLOWED);
        assertThat(verdict(OTHERS, GIVE, SECURITY)).isEqualTo(Verdict.ALLOWED);
    }

    @Example
    void rights_may_be_taken_from_ones_own_group() {
        assertThat(verdict(OFFICE, ToolRights.NONE, SECURITY, OFFICE)).isEqualTo(Verdict.ALLOWED);
        assertThat(verdict(OFFICE, SWITCH, SECURITY, OFFICE)).isEqualTo(Verdict.ALLOWED);
    }

    @Example
    void the_last_group_that_may_give_rights_keeps_that_whoever_tries() {
        ToolRights readOnly = ToolRights.of(StaffTool.TOOL_RIGHTS, Right.READ);
        for (ToolRights next : List.of(ToolRights.NONE, readOnly, SWITCH)) {
            assertThat(verdict(SECURITY, next)).isEqualTo(Verdict.LAST_TO_GIVE);
        }
        assertThat(verdict(SECURITY, ToolRights.NONE, SECURITY)).isEqualTo(Verdict.LAST_TO_GIVE);
        assertThat(new RightsChange(Map.of(SECURITY, GIVE, OFFICE, GIVE), SECURITY, ToolRights.NONE)
                        .by(new Giver.Person(Set.of(SECURITY))))
                .isEqualTo(Verdict.ALLOWED);
    }

    @Example
    void a_program_that_may_does_all_of_it() {
        for (ToolRights next : List.of(ToolRights.NONE, GIVE.and(SWITCH))) {
            assertThat(new RightsChange(BEFORE, SECURITY, next).by(new Giver.Program()))
                    .isEqualTo(Verdict.ALLOWED);
        }
    }

    @Example
    void a_group_without_rights_is_not_kept() {
        assertThat(new RightsChange(BEFORE, OFFICE, ToolRights.NONE).after()).isEqualTo(Map.of(SECURITY, GIVE));
        assertThat(new RightsChange(BEFORE, OTHERS, SWITCH).after())
                .isEqualTo(Map.of(SECURITY, GIVE, OFFICE, SWITCH, OTHERS, SWITCH));
    }

    @Provide
    Arbitrary<ToolRights> rights() {
        return Arbitraries.maps(
                        Arbitraries.of(StaffTool.TOOL_RIGHTS, StaffTool.PUSH_NOTIFICATIONS),
                        Arbitraries.of(Right.READ, Right.WRITE).set())
                .map(ToolRights::new);
    }

    @Provide
    Arbitrary<GroupId> groups() {
        return Arbitraries.of(SECURITY, OFFICE, OTHERS);
    }

    /// Whatever somebody tries, one after another: they never get what they had not, and somebody can give rights.
    @Property
    void I_42_no_row_of_changes_gives_a_person_a_right_or_leaves_nobody_to_give_any(
            @ForAll @Size(max = 3) Set<@From("groups") GroupId> own,
            @ForAll @Size(max = 12) List<@From("groups") GroupId> changed,
            @ForAll @Size(12) List<@From("rights") ToolRights> next) {
        Map<GroupId, ToolRights> now = new HashMap<>(BEFORE);
        ToolRights had = of(now, own);
        for (int i = 0; i < changed.size(); i++) {
            RightsChange change = new RightsChange(now, changed.get(i), next.get(i));
            if (change.by(new Giver.Person(own)) == Verdict.ALLOWED) {
                now = new HashMap<>(change.after());
            }
            assertThat(had.cover(of(now, own))).isTrue();
            assertThat(of(now, Set.of(SECURITY, OFFICE, OTHERS)).allow(StaffTool.TOOL_RIGHTS, Right.WRITE))
                    .isTrue();
        }
    }

    private static ToolRights of(Map<GroupId, ToolRights> all, Set<GroupId> own) {
        return ToolRights.union(own.stream()
                .map(group -> all.getOrDefault(group, ToolRights.NONE))
                .toList());
    }
}
