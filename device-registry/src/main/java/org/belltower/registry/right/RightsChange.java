package org.belltower.registry.right;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;

/// One group's rights are to be replaced.
///
/// Nobody gives themselves a right (I-42): a person adds nothing to a group that they are in, not even what they
/// have by another group, or else two changes would do what one may not. And the last group that may give rights
/// keeps that, or nobody in the district could mend it. Neither binds a program.
///
/// @param before the rights of all groups; one that has none is left out
/// @param next none to take all away
public record RightsChange(Map<GroupId, ToolRights> before, GroupId group, ToolRights next) {
    public RightsChange {
        before = Map.copyOf(before);
    }

    /// What comes of it.
    public enum Verdict {
        ALLOWED,
        /// They are in the group, and it would have more than before.
        OWN_GROUP,
        /// No group could give rights any more.
        LAST_TO_GIVE
    }

    public Verdict by(Giver giver) {
        return switch (giver) {
            case Giver.Program _ -> Verdict.ALLOWED;
            case Giver.Person person when person.groups().contains(group) && addsAnything() -> Verdict.OWN_GROUP;
            case Giver.Person _ when someGive(before) && !someGive(after()) -> Verdict.LAST_TO_GIVE;
            case Giver.Person _ -> Verdict.ALLOWED;
        };
    }

    private boolean addsAnything() {
        return !before.getOrDefault(group, ToolRights.NONE).cover(next);
    }

    /// The rights of all groups after it.
    public Map<GroupId, ToolRights> after() {
        Map<GroupId, ToolRights> after = new LinkedHashMap<>(before);
        if (next.isEmpty()) {
            after.remove(group);
        } else {
            after.put(group, next);
        }
        return Collections.unmodifiableMap(after);
    }

    private static boolean someGive(Map<GroupId, ToolRights> groups) {
        return groups.values().stream().anyMatch(rights -> rights.allow(StaffTool.TOOL_RIGHTS, Right.WRITE));
    }
}
