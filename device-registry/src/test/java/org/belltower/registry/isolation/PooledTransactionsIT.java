package org.belltower.registry.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.ModelColumns;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.postgres.PostgresGuardians;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// I-9: whatever a connection of the pool did before, a transaction sees its own district, and none sees nothing.
class PooledTransactionsIT {
    private static final int TRANSACTIONS = 10_000;
    private static final int DISTRICTS = 8;
    private static final int THREADS = 32;
    private static final int CONNECTIONS = 6;

    private final RegistryDatabase database = new RegistryDatabase();
    private final List<DistrictId> districts = IntStream.range(0, DISTRICTS)
            .mapToObj(number -> new DistrictId(
                    "p-" + number + "-" + UUID.randomUUID().toString().substring(0, 6)))
            .toList();

    @Test
    void I_9_ten_thousand_interleaved_transactions_of_one_pool_leak_nothing() throws Exception {
        long seed = System.nanoTime();
        DistrictTransactions settling = database.transactions();
        for (DistrictId district : districts) {
            new PostgresDistricts(settling).put(district, new District(district.value(), true, 2027));
            new PostgresGuardians(settling).put(district, new PersonId("g-1"), new Guardian(district.value()));
        }
        try (AgroalDataSource pool = database.applicationPool(CONNECTIONS);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Jdbi jdbi = Jdbi.create(pool).installPlugin(new ModelColumns());
            DistrictTransactions transactions = new DistrictTransactions(jdbi, () -> {}, _ -> {});
            List<Callable<List<String>>> work = new ArrayList<>();
            for (int number = 0; number < TRANSACTIONS; number++) {
                Random random = new Random(seed + number);
                DistrictId district = districts.get(random.nextInt(DISTRICTS));
                int kind = random.nextInt(6);
                work.add(() -> leaks(transactions, jdbi, district, kind));
            }
            List<String> leaks = new ArrayList<>();
            for (Future<List<String>> one : threads.invokeAll(work, 5, TimeUnit.MINUTES)) {
                leaks.addAll(one.get());
            }
            assertThat(leaks).as("seed %d", seed).isEmpty();
        }
    }

    /// @return the names it saw or changed that are not the district's
    private static List<String> leaks(DistrictTransactions transactions, Jdbi jdbi, DistrictId district, int kind) {
        return switch (kind) {
            case 0, 1 -> foreign(district, transactions.read(district, PooledTransactionsIT::names));
            case 2 ->
                foreign(district, transactions.write(district, handle -> {
                    handle.execute("UPDATE person SET name = name");
                    return names(handle);
                }));
            case 3 -> foreign(district, rolledBack(transactions, district));
            case 4 -> jdbi.withHandle(PooledTransactionsIT::names);
            case 5 -> jdbi.inTransaction(PooledTransactionsIT::names);
            default -> throw new IllegalStateException();
        };
    }

    private static List<String> rolledBack(DistrictTransactions transactions, DistrictId district) {
        List<String> seen = new ArrayList<>();
        try {
            transactions.change(district, handle -> {
                handle.execute("UPDATE person SET name = 'lost'");
                handle.execute("DELETE FROM district");
                throw new AssertionError("the guardian refers to it");
            });
        } catch (RuntimeException e) {
            seen.addAll(transactions.read(district, PooledTransactionsIT::names));
        }
        return seen;
    }

    private static List<String> names(Handle handle) {
        return handle.createQuery("SELECT name FROM person UNION ALL SELECT name FROM district")
                .mapTo(String.class)
                .list();
    }

    /// Its own names are one of the person and one of the district.
    private static List<String> foreign(DistrictId district, List<String> names) {
        return names.equals(List.of(district.value(), district.value()))
                ? List.of()
                : List.of(district + " saw " + names);
    }
}
