package org.belltower.registry.hygiene;

import java.util.Collection;
import java.util.List;
import org.belltower.model.wire.RecordKey;

/// Tells who of many devices, of any district, is suspect. Blocks.
@FunctionalInterface
public interface Suspects {
    /// @return the keys of those that are
    List<RecordKey> among(Collection<RecordKey> devices);
}
