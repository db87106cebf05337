package org.belltower.registry.erasure.postgres;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.erasure.Erased;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.DistrictTransactions.Work;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;

/// Erases what a person who is not in the roster left behind (I-50): devices with their tokens, and every
/// choice. The moment at which their sessions ended stays, so that no token from before brings any of it
/// back. The audit keeps ids. Blocks; thread-safe.
public final class PostgresErasure {
    private static final List<String> OF_A_PERSON = List.of(
            "subscription",
            "office_messages",
            "default_subscription",
            "preference",
            "installation_cutoff",
            "left_person");

    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresErasure(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Returns after Kafka has it. A transaction for each device, so a call that failed has erased some; it
    /// may be repeated, and the person need not be known.
    public Erased erase(DistrictId district, PersonId person) {
        Instant now = clock.instant();
        // First, and under the person's lock: a sign-in by an older token is either refused or already there to be
        // erased.
        Erased begun = transactions.writeAhead(district, handle -> {
            Locks.person(handle, person);
            if (isInRoster(handle, person)) {
                return Erased.IN_ROSTER;
            }
            PostgresSessions.end(handle, person, now);
            return Erased.DONE;
        });
        if (begun == Erased.DONE) {
            List<Boolean> _ = transactions.inTurn(district, works(district, person));
        }
        return begun;
    }

    private List<Work<Boolean>> works(DistrictId district, PersonId person) {
        Stream<Work<Boolean>> devices =
                transactions.read(district, handle -> PostgresDevices.allOf(handle, person)).stream()
                        .map(device -> handle -> PostgresDevices.forget(handle, device, person));
        return Stream.concat(devices, Stream.of(handle -> forgetChoices(handle, person)))
                .toList();
    }

    private static boolean isInRoster(Handle handle, PersonId person) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM person WHERE id = :person)")
                .bind("person", person)
                .mapTo(Boolean.class)
                .one();
    }

    /// Also those for devices that somebody else uses now.
    private static boolean forgetChoices(Handle handle, PersonId person) {
        Locks.person(handle, person);
        OF_A_PERSON.forEach(table -> handle.createUpdate("DELETE FROM <table> WHERE person = :person")
                .define("table", table)
                .bind("person", person)
                .execute());
        // Whoever signed in or came back meanwhile is published with what they chose.
        PostgresDevices.allOf(handle, person).forEach(device -> Marks.binding(handle, device));
        Marks.audiencesOf(handle, person);
        return true;
    }
}
