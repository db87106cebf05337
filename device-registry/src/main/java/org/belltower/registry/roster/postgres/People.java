package org.belltower.registry.roster.postgres;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The one space of ids that students and guardians share.
final class People {
    private People() {}

    /// Creates or renames.
    ///
    /// @return false if the id belongs to a person of the other kind; nothing is changed
    static boolean put(Handle handle, String kind, String id, @Nullable String name) {
        return handle.createUpdate("""
                                INSERT INTO person (id, kind, name) VALUES (:id, :kind, :name)
                                ON CONFLICT (district, id) DO UPDATE SET name = excluded.name
                                WHERE person.kind = excluded.kind
                                """)
                        .bind("id", id)
                        .bind("kind", kind)
                        .bind("name", name)
                        .execute()
                == 1;
    }
}
