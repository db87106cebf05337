package org.belltower.service.identity;

import java.util.Set;
import org.belltower.model.DistrictId;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.ToolRights;

/// What groups of staff may do in a district, as this service knows it now. A service that asks for tool rights has one
/// implementation of it, as a bean. May block; thread-safe; a failure is the request's.
@FunctionalInterface
public interface GroupRights {
    /// What any of the groups allows: least restrictive wins (A2).
    ToolRights of(DistrictId district, Set<GroupId> groups);
}
