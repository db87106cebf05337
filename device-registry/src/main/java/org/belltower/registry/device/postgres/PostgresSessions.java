package org.belltower.registry.device.postgres;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.DistrictTransactions.Work;
import org.belltower.registry.postgres.Locks;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Ends a person's sessions, on all devices at once. Each device has its own transaction, and Kafka is
/// waited for once, also for devices that were signed out before and are not published yet: so a call that
/// failed may be repeated. Blocks; thread-safe.
public final class PostgresSessions {
    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresSessions(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The person signs out of all devices but one. May be repeated.
    ///
    /// @param kept null: of all
    public void logOut(DistrictId district, PersonId person, @Nullable DeviceId kept) {
        List<Work<Boolean>> works = transactions.read(district, handle -> DeviceRows.of(handle, person)).stream()
                .filter(device -> !device.equals(kept))
                .<Work<Boolean>>map(device -> handle -> DeviceChanges.logOut(handle, device, person))
                .toList();
        List<Boolean> _ = transactions.inTurn(district, works);
    }

    /// Ends all sessions of a person, whoever they are: tokens that were issued before open none any more
    /// (I-28). May be repeated: then it holds from the later moment on.
    public void end(DistrictId district, PersonId person) {
        // First, and under the person's lock: a sign-in by such a token is either refused or already there to be ended.
        int _ = transactions.<Integer>writeAhead(district, handle -> {
            Locks.person(handle, person);
            end(handle, person, clock.instant());
            return 0;
        });
        logOut(district, person, null);
    }

    /// Tokens of the person that were issued up to the moment open no session any more, in the handle's transaction and
    /// district. The person is locked.
    public static void end(Handle handle, PersonId person, Instant moment) {
        handle.createUpdate("""
                        INSERT INTO session_cutoff AS known (person, at) VALUES (:person, :moment)
                        ON CONFLICT (district, person) DO UPDATE SET at = greatest(known.at, excluded.at)
                        """).bind("person", person).bind("moment", moment).execute();
    }

    /// Whether the sign-in's token may use sessions: read what they hold. A token of which it is not true any more a
    /// moment later read what was there before.
    public boolean mayUse(DistrictId district, SignIn signIn) {
        return transactions.read(district, handle -> mayOpen(handle, signIn));
    }

    /// Whether the sign-in's token may open a session, and use one, in the handle's transaction and district. Whoever
    /// opens one has locked the person.
    public static boolean mayOpen(Handle handle, SignIn signIn) {
        Optional<Instant> ended = handle.createQuery("SELECT at FROM session_cutoff WHERE person = :person")
                .bind("person", signIn.person())
                .mapTo(Instant.class)
                .findOne();
        return ended.map(signIn::isAfter).orElse(true);
    }
}
