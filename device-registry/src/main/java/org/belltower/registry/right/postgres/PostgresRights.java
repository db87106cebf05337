package org.belltower.registry.right.postgres;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.postgres.ToolRightRows;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.right.Giver;
import org.belltower.registry.right.RightsChange;
import org.belltower.registry.right.RightsChange.Verdict;
import org.belltower.service.identity.GroupRights;
import org.jdbi.v3.core.Handle;

/// Keeps what each group may do with each tool. Read anew for each call that asks, so a right that was taken away is
/// gone with the next one. Blocks; thread-safe.
public final class PostgresRights implements GroupRights {
    /// They are published in one record.
    static final int MOST_GROUPS = 200;

    private final DistrictTransactions transactions;

    public PostgresRights(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public ToolRights of(DistrictId district, Set<GroupId> groups) {
        return transactions.read(district, handle -> ToolRightRows.of(handle, groups));
    }

    /// The rights of all groups that have any, in the order of their names.
    public Map<GroupId, ToolRights> all(DistrictId district) {
        return transactions.read(district, ToolRightRows::all);
    }

    /// Replaces the rights of a group; none takes all away. May be repeated.
    ///
    /// @return why not, if it is not allowed: nothing is changed
    /// @throws InvalidFieldException if the district has too many groups
    public Verdict change(DistrictId district, Giver giver, GroupId group, ToolRights rights) {
        return transactions.write(district, handle -> {
            // Two who each take it from the other's group would otherwise leave nobody to give rights.
            Locks.rights(handle);
            RightsChange change = new RightsChange(ToolRightRows.all(handle), group, rights);
            Verdict verdict = change.by(giver);
            if (verdict == Verdict.ALLOWED) {
                if (change.after().size()
                        > Math.max(MOST_GROUPS, change.before().size())) {
                    throw new InvalidFieldException("group", "would be one more than " + MOST_GROUPS);
                }
                Marks.rights(handle, replace(handle, group, rights));
            }
            return verdict;
        });
    }

    private static RowChange replace(Handle handle, GroupId group, ToolRights rights) {
        List<String> tools = rights.byTool().keySet().stream().map(Enum::name).toList();
        int changed = handle.createUpdate("DELETE FROM tool_right WHERE user_group = :group AND tool <> ALL (:tools)")
                .bind("group", group)
                .bindArray("tools", String.class, tools)
                .execute();
        for (Map.Entry<StaffTool, Set<Right>> tool : rights.byTool().entrySet()) {
            changed += handle.createUpdate("""
                            INSERT INTO tool_right (user_group, tool, rights) VALUES (:group, :tool, :rights)
                            ON CONFLICT (district, user_group, tool) DO UPDATE SET rights = excluded.rights
                            WHERE tool_right.rights IS DISTINCT FROM excluded.rights
                            """)
                    .bind("group", group)
                    .bind("tool", tool.getKey())
                    .bindArray(
                            "rights",
                            String.class,
                            tool.getValue().stream().<String>map(Enum::name).toList())
                    .execute();
        }
        return changed > 0 ? RowChange.CHANGED : RowChange.UNCHANGED;
    }
}
