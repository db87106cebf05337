package org.belltower.registry.erasure.postgres;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.erasure.Erased;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.DistrictTransactions.Work;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.preference.postgres.PostgresPreferences;
import org.belltower.registry.publish.postgres.Marks;
import org.belltower.registry.subscription.postgres.Subscriptions;
import org.jdbi.v3.core.Handle;

/// Erases what a person who is not in the roster left behind (I-50): devices with their tokens, and every
/// choice. The moment at which their sessions ended stays, so that no token from before brings any of it
/// back, and so does that they were in the roster once. The audit keeps what it was told. Blocks; thread-safe.
public final class PostgresErasure {
    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresErasure(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Returns after Kafka has it, also what an earlier call erased. A transaction for each device, so a call
    /// that failed has erased some; it may be repeated, and the person need not be known.
    public Erased erase(DistrictId district, PersonId person) {
        if (!begins(district, person, _ -> true)) {
            return Erased.IN_ROSTER;
        }
        List<Work<Boolean>> works = works(district, person);
        List<Boolean> _ = transactions.inTurn(
                district,
                // After the devices were listed: of those that were gone by then the marks are there to be seen, unless
                // they are published. Before any is forgotten here: those wait by themselves.
                Stream.concat(Stream.of(PostgresErasure::again), works.stream()).toList());
        return Erased.DONE;
    }

    /// Erases whoever left before the moment and did not come back since. Nobody waits for it, so it does not wait
    /// for Kafka. May be repeated.
    void eraseLeft(DistrictId district, PersonId person, Instant before) {
        if (begins(district, person, handle -> leftBefore(handle, person, before))) {
            works(district, person).forEach(work -> {
                boolean _ = transactions.writeAhead(district, work);
            });
        }
    }

    /// Ends the sessions if the person is to be erased. Under the person's lock: a sign-in by an older token is either
    /// refused or already there to be erased.
    private boolean begins(DistrictId district, PersonId person, Predicate<Handle> wanted) {
        Instant now = clock.instant();
        return transactions.writeAhead(district, handle -> {
            Locks.person(handle, person);
            if (isInRoster(handle, person) || !wanted.test(handle)) {
                return false;
            }
            PostgresSessions.end(handle, person, now);
            return true;
        });
    }

    private static boolean isInRoster(Handle handle, PersonId person) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM person WHERE id = :person)")
                .bind("person", person)
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean leftBefore(Handle handle, PersonId person, Instant before) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM left_person WHERE person = :person AND at < :before)")
                .bind("person", person)
                .bind("before", before)
                .mapTo(Boolean.class)
                .one();
    }

    private List<Work<Boolean>> works(DistrictId district, PersonId person) {
        Stream<Work<Boolean>> devices =
                transactions.read(district, handle -> PostgresDevices.allOf(handle, person)).stream()
                        .map(device -> handle -> PostgresDevices.forget(handle, device, person));
        return Stream.concat(devices, Stream.of(handle -> forgetChoices(handle, person)))
                .toList();
    }

    private static boolean again(Handle handle) {
        Marks.bindingsAgain(handle);
        return true;
    }

    private static boolean forgetChoices(Handle handle, PersonId person) {
        Subscriptions.locked(handle, person).forget();
        PostgresPreferences.forget(handle, person);
        PostgresSessions.forgetInstallations(handle, person);
        // Whoever signed in meanwhile left that behind now.
        boolean student = handle.createQuery("""
                        UPDATE left_person
                        SET at = CASE WHEN EXISTS (SELECT FROM device WHERE person = :person) THEN clock_timestamp() END
                        WHERE person = :person
                        RETURNING student
                        """)
                .bind("person", person)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        // Whoever signed in or came back meanwhile is published with what they chose.
        PostgresDevices.allOf(handle, person).forEach(device -> Marks.binding(handle, device));
        Marks.audiencesOf(handle, person);
        if (student) {
            // Whoever remembers what their people were told forgets it by this.
            Marks.audience(handle, new StudentId(person.value()));
        }
        return true;
    }
}
