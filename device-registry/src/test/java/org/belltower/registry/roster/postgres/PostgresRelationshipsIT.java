package org.belltower.registry.roster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.Written;
import org.junit.jupiter.api.Test;

class PostgresRelationshipsIT {
    private static final StudentId ANA = new StudentId("ana");
    private static final Relationship UNBOUNDED = new Relationship(true, true, false, null, null);

    private final DistrictId north = new DistrictId("north");
    private final DistrictTransactions transactions = new RegistryDatabase().transactions();
    private final PostgresRelationships relationships = new PostgresRelationships(transactions);

    @Test
    void of_many_who_come_at_once_no_more_than_there_may_be_become_guardians() throws Exception {
        int together = 8;
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        transactions.writeAhead(
                north,
                handle -> handle.createScript("""
                        INSERT INTO person (id, kind) VALUES ('ana', 'STUDENT');
                        INSERT INTO person (id, kind) SELECT 'g-' || n, 'GUARDIAN' FROM generate_series(1, 300) AS n;
                        INSERT INTO relationship (student, guardian, portal, restricted)
                            SELECT 'ana', 'g-' || n, true, false FROM generate_series(1, %d) AS n;
                        """.formatted(Relationship.MOST - 1))
                        .execute());
        CyclicBarrier start = new CyclicBarrier(together);
        List<Future<Optional<Written.Refused>>> puts;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            puts = IntStream.range(0, together)
                    .mapToObj(number -> threads.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        return relationships.put(
                                north, ANA, new PersonId("g-" + (Relationship.MOST + number)), UNBOUNDED);
                    }))
                    .toList();
        }

        long refused = 0;
        for (Future<Optional<Written.Refused>> put : puts) {
            refused += put.get().isPresent() ? 1 : 0;
        }
        assertThat(refused).isEqualTo(together - 1);
        assertThat(transactions.<Integer>read(
                        north,
                        handle -> handle.createQuery("SELECT count(*) FROM relationship")
                                .mapTo(Integer.class)
                                .one()))
                .isEqualTo(Relationship.MOST);
    }
}
