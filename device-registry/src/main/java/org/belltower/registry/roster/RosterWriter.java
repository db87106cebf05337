package org.belltower.registry.roster;

import java.util.List;
import org.belltower.model.DistrictId;

/// Changes the roster of a district.
public interface RosterWriter {
    /// Does one item after the other, in their order; one that is refused changes nothing and stops no other. What is
    /// so already is neither written nor published. Blocks. May be repeated.
    ///
    /// @throws RuntimeException if too many calls of the district are under way; nothing is changed
    /// @return what became of each, in the same order
    List<Written> write(DistrictId district, List<RosterItem> items);
}
