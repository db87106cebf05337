package org.belltower.registry.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.jdbi.v3.core.Handle;

/// Reads tool rights in the handle's transaction and district: for those who ask what somebody may, and for those who
/// publish it.
public final class ToolRightRows {
    private ToolRightRows() {}

    /// By group; one that has none is left out.
    public static Map<GroupId, ToolRights> all(Handle handle) {
        SortedMap<GroupId, ToolRights> groups = new TreeMap<>();
        handle
                .createQuery("SELECT user_group, tool, rights FROM tool_right")
                .map((row, _) -> Map.entry(new GroupId(row.getString("user_group")), rights(row)))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())))
                .forEach((group, tools) -> groups.put(group, ToolRights.union(tools)));
        return Collections.unmodifiableSortedMap(groups);
    }

    /// What any of the groups may.
    public static ToolRights of(Handle handle, Collection<GroupId> groups) {
        return ToolRights.union(handle.createQuery("""
                        SELECT tool, rights FROM tool_right WHERE user_group = ANY (:groups)
                        """)
                .bindArray(
                        "groups",
                        String.class,
                        groups.stream().map(GroupId::value).toList())
                .map((row, _) -> rights(row))
                .list());
    }

    private static ToolRights rights(ResultSet row) throws SQLException {
        String[] rights = (String[]) row.getArray("rights").getArray();
        return new ToolRights(Map.of(
                StaffTool.valueOf(row.getString("tool")),
                Arrays.stream(rights).map(Right::valueOf).collect(Collectors.toSet())));
    }
}
