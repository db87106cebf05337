package org.belltower.registry.publish;

import java.util.Collection;
import java.util.Set;

/// Marks that wait to be published, by the transactions that made them, in whichever district. Audiences' do not
/// count: they give rights. Blocks; fails with a RuntimeException while the store is away. Thread-safe.
@FunctionalInterface
public interface UnpublishedMarks {
    /// @param transactions committed ones, as the database numbers them
    /// @return those of them that have such marks
    Set<String> of(Collection<String> transactions);
}
