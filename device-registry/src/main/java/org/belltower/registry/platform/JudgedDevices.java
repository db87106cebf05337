package org.belltower.registry.platform;

import java.time.LocalDate;
import java.util.List;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;

/// The devices of all districts, as the sweep meets them. Blocks; fails with a RuntimeException while the
/// store is away. Thread-safe. Each call may be repeated.
public interface JudgedDevices {
    /// The districts whose devices were not all looked at by today's table.
    List<DistrictId> due(LocalDate today);

    /// Waits for registrations that were judged by a table or a day before.
    ///
    /// @return which state of the table is being looked at
    long begin(DistrictId district);

    /// Looks at the next devices by id and marks those that are not supported, and unmarks those that are
    /// again, all in one short transaction.
    ///
    /// @param after the last id of the portion before; empty for the first
    /// @param most at most so many
    Portion judge(DistrictId district, String after, int most, LocalDate today);

    /// All were looked at.
    ///
    /// @param version as [#begin] told
    void end(DistrictId district, long version, LocalDate today);

    /// @param changed how many were marked or unmarked
    /// @param last what to go on after; null: there are no more
    record Portion(int changed, @Nullable String last) {}
}
