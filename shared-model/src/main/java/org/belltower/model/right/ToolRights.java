package org.belltower.model.right;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.InvalidFieldException;

/// Rights by tool: those of one group, or of somebody who is in several. Tools without rights are left out, so equal
/// rights are equal.
public record ToolRights(@JsonValue Map<StaffTool, Set<Right>> byTool) {
    public static final ToolRights NONE = new ToolRights(Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ToolRights {
        Map<StaffTool, Set<Right>> sorted = new EnumMap<>(StaffTool.class);
        required("rights", byTool).forEach((tool, rights) -> {
            if (required(tool.name(), rights).stream().anyMatch(Objects::isNull)) {
                throw new InvalidFieldException(tool.name(), "must not hold null");
            }
            if (!rights.isEmpty()) {
                sorted.put(tool, Collections.unmodifiableSet(new TreeSet<>(rights)));
            }
        });
        byTool = Collections.unmodifiableMap(sorted);
    }

    public static ToolRights of(StaffTool tool, Right... rights) {
        return new ToolRights(Map.of(tool, Set.copyOf(Arrays.asList(rights))));
    }

    /// Those that are to be given: rights that are stored may also be such as mean nothing, and open nothing.
    ///
    /// @return these
    /// @throws InvalidFieldException naming the tool for which one of them means nothing
    public ToolRights meaningful() {
        byTool.forEach((tool, rights) -> {
            for (Right right : rights) {
                if (!tool.rights().contains(right)) {
                    String some = tool.rights().stream().map(Enum::name).collect(Collectors.joining(", "));
                    throw new InvalidFieldException(
                            tool.name(), "must be of " + some + ": " + right + " means nothing there");
                }
            }
        });
        return this;
    }

    /// Least restrictive wins: whatever any of them allows.
    public static ToolRights union(Collection<ToolRights> all) {
        Map<StaffTool, Set<Right>> union = new EnumMap<>(StaffTool.class);
        for (ToolRights each : all) {
            each.byTool.forEach((tool, rights) ->
                    union.computeIfAbsent(tool, _ -> new TreeSet<>()).addAll(rights));
        }
        return new ToolRights(union);
    }

    public ToolRights and(ToolRights other) {
        return union(List.of(this, other));
    }

    public boolean allow(StaffTool tool, Right right) {
        return byTool.getOrDefault(tool, Set.of()).contains(right);
    }

    /// Whether these allow all that the others do.
    public boolean cover(ToolRights others) {
        return others.byTool.entrySet().stream()
                .allMatch(other -> byTool.getOrDefault(other.getKey(), Set.of()).containsAll(other.getValue()));
    }

    public boolean isEmpty() {
        return byTool.isEmpty();
    }

    /// The names by which resources ask for them: `push-notifications.write`, `apps.put`.
    public Set<String> permissions() {
        return byTool.entrySet().stream().flatMap(ToolRights::permissions).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> permissions(Map.Entry<StaffTool, Set<Right>> rights) {
        StaffTool tool = rights.getKey();
        boolean puts = tool.hasRows() && rights.getValue().stream().anyMatch(ToolRights::puts);
        return Stream.concat(
                rights.getValue().stream().map(tool::permission), puts ? Stream.of(tool.put()) : Stream.empty());
    }

    private static boolean puts(Right right) {
        return right == Right.ADD || right == Right.WRITE;
    }
}
