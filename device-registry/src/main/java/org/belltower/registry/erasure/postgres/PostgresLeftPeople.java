package org.belltower.registry.erasure.postgres;

import java.time.Instant;
import java.util.List;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.registry.loop.Purge;
import org.jdbi.v3.core.Jdbi;

/// Who left the rosters of all districts. The database's triggers remember them until they come back, and since when
/// there is something of them to erase.
public final class PostgresLeftPeople implements Purge.Old {
    private final Jdbi relay;
    private final PostgresErasure erasure;

    /// @param relay connects as the relay's role
    public PostgresLeftPeople(Jdbi relay, PostgresErasure erasure) {
        this.relay = relay;
        this.erasure = erasure;
    }

    private record Left(DistrictId district, PersonId person) {}

    @Override
    public int forget(Instant before, int most) {
        List<Left> left = relay.withHandle(handle -> handle.createQuery(
                        "SELECT district, person FROM people_left(:before, :most)")
                .bind("before", before)
                .bind("most", most)
                .map((row, _) ->
                        new Left(new DistrictId(row.getString("district")), new PersonId(row.getString("person"))))
                .list());
        left.forEach(one -> erasure.eraseLeft(one.district(), one.person(), before));
        return left.size();
    }
}
