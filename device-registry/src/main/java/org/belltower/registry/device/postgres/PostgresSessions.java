package org.belltower.registry.device.postgres;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
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

    /// The person signs out of all devices but one, for good: no sign-in up to now opens a session
    /// there again, unless it is asked by one from before all their sessions were ended. May be
    /// repeated: then it holds from the later moment on.
    ///
    /// @param kept null: of all
    public void logOut(DistrictId district, SignIn by, @Nullable DeviceId kept) {
        inTurn(
                district,
                by.person(),
                device -> !device.equals(kept),
                (handle, device) -> DeviceChanges.logOut(handle, device, by, clock));
    }

    /// Ends all sessions of a person, whoever they are: tokens that were issued before open none any more
    /// (I-28). May be repeated: then it holds from the later moment on.
    public void end(DistrictId district, PersonId person) {
        // First, and under the person's lock: a sign-in by such a token is either refused or already there to be ended.
        int _ = transactions.<Integer>writeAhead(district, handle -> {
            Locks.person(handle, person);
            return Cutoffs.end(handle, person, clock.instant());
        });
        inTurn(district, person, _ -> true, (handle, device) -> DeviceChanges.endSession(handle, device, person));
    }

    private void inTurn(
            DistrictId district,
            PersonId person,
            Predicate<DeviceId> wanted,
            BiFunction<Handle, DeviceId, Boolean> change) {
        List<Work<Boolean>> works = transactions.read(district, handle -> DeviceRows.of(handle, person)).stream()
                .filter(wanted)
                .<Work<Boolean>>map(device -> handle -> change.apply(handle, device))
                .toList();
        List<Boolean> _ = transactions.inTurn(district, works);
    }

    /// The person's sign-ins up to the moment open no session any more, in the handle's transaction and district. The
    /// person is locked.
    public static void end(Handle handle, PersonId person, Instant moment) {
        int _ = Cutoffs.end(handle, person, moment);
    }

    /// Forgets on which installations the person's sessions ended, in the handle's transaction and district. The person
    /// is locked, and all their sessions have ended.
    public static void forgetInstallations(Handle handle, PersonId person) {
        Cutoffs.forgetInstallations(handle, person);
    }

    /// Whether the sign-in may open a session, and use one, on a device of which the person did not log
    /// out, in the handle's transaction and district. Whoever opens one has locked the person.
    public static boolean mayOpen(Handle handle, SignIn signIn) {
        return Cutoffs.allow(handle, signIn);
    }

    /// The same of a session on the device.
    public static boolean mayOpen(Handle handle, SignIn signIn, DeviceId device) {
        return Cutoffs.allow(handle, signIn, device);
    }
}
