package org.belltower.model.settings;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.belltower.model.DistrictId;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.ToolRights;
import org.belltower.model.wire.RecordKey;

/// Which rights a district's user groups have to the tools of the administration (A2). A group that is not named has
/// none, and a district without this record has given none.
public record RightsSettings(DistrictId district, long version, Map<GroupId, ToolRights> groups) implements Settings {
    /// The id of the record's key.
    public static final String KEY_ID = "rights";

    public RightsSettings {
        required("district", district);
        SortedMap<GroupId, ToolRights> sorted = new TreeMap<>();
        required("groups", groups).forEach((group, rights) -> sorted.put(group, required(group.value(), rights)));
        groups = Collections.unmodifiableMap(sorted);
    }

    public static RecordKey keyOf(DistrictId district) {
        return new RecordKey(district, KEY_ID);
    }

    /// Of somebody who is in these groups: least restrictive wins.
    public ToolRights of(Collection<GroupId> memberships) {
        return ToolRights.union(
                memberships.stream().map(groups::get).filter(Objects::nonNull).toList());
    }

    @Override
    public RecordKey key() {
        return keyOf(district);
    }
}
