package org.belltower.registry.postgres;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.jdbi.v3.core.Handle;

/// Advisory locks, held until the transaction ends. They order transactions that would not see each other's rows: one
/// that changes a person's devices must see the relationships that another one is adding, or the other must see the
/// devices. Taken in one order, device, then persons, so that nobody deadlocks.
///
/// Two ids may share a lock; that costs time, never correctness.
public final class Locks {
    private static final int PERSON = 1;
    private static final int DEVICE = 2;
    /// What [org.belltower.registry.publish.postgres] locks shards by.
    public static final int SHARD = 3;

    private static final int ROSTER = 4;
    private static final int PLATFORMS = 5;
    private static final int SWEEP = 6;
    private static final int RIGHTS = 9;
    private static final int APP = 10;

    private Locks() {}

    public static void device(Handle handle, DeviceId device) {
        lock(handle, DEVICE, device.value());
    }

    /// Never waits, so it may be called out of order.
    ///
    /// @return false if another transaction has the lock
    public static boolean tryDevice(Handle handle, DeviceId device) {
        return handle.createQuery("""
                        SELECT pg_try_advisory_xact_lock(
                            :kind, hashtext(current_setting('belltower.district') || '/' || :id))
                        """)
                .bind("kind", DEVICE)
                .bind("id", device)
                .mapTo(Boolean.class)
                .one();
    }

    /// Locks both, if they are two.
    public static void persons(Handle handle, PersonId one, PersonId other) {
        persons(handle, Stream.of(one, other).map(PersonId::value));
    }

    public static void person(Handle handle, PersonId person) {
        persons(handle, Stream.of(person.value()));
    }

    public static void persons(Handle handle, Collection<PersonId> persons) {
        persons(handle, persons.stream().map(PersonId::value));
    }

    /// One bulk change of the district's roster at a time, so that two that touch the same rows in different orders do
    /// not deadlock. Taken before any other lock.
    public static void roster(Handle handle) {
        lock(handle, ROSTER, "");
    }

    /// Whoever changes the district's table of supported platforms: waits for all that go by it, and they
    /// for it. Taken before any other lock but [#sweep].
    public static void platforms(Handle handle) {
        lock(handle, PLATFORMS, "");
    }

    /// Whoever goes by the district's table of supported platforms: many at a time. Taken before any other
    /// lock but [#sweep].
    public static void platformsShared(Handle handle) {
        handle.createCall("""
                        SELECT pg_advisory_xact_lock_shared(
                            :kind, hashtext(current_setting('belltower.district') || '/'))
                        """).bind("kind", PLATFORMS).invoke();
    }

    /// One portion of the district's devices at a time: it locks many devices. Taken before any other lock.
    public static void sweep(Handle handle) {
        lock(handle, SWEEP, "");
    }

    /// One change of the district's tool rights at a time: whether one may be made depends on all of them.
    public static void rights(Handle handle) {
        lock(handle, RIGHTS, "");
    }

    /// Whoever creates or replaces an app, also one that is not there yet: no row could be locked. Taken before any
    /// other lock.
    public static void app(Handle handle, AppId app) {
        lock(handle, APP, app.value());
    }

    private static void persons(Handle handle, Stream<String> ids) {
        List<Integer> locks = handle.createQuery("""
                        SELECT DISTINCT hashtext(current_setting('belltower.district') || '/' || id)
                        FROM unnest(:ids) AS id
                        ORDER BY 1
                        """)
                .bindArray("ids", String.class, ids.toList())
                .mapTo(Integer.class)
                .list();
        locks.forEach(lock -> take(handle, PERSON, lock));
    }

    private static void lock(Handle handle, int kind, String id) {
        int lock = handle.createQuery("SELECT hashtext(current_setting('belltower.district') || '/' || :id)")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
        take(handle, kind, lock);
    }

    private static void take(Handle handle, int kind, int lock) {
        handle.createCall("SELECT pg_advisory_xact_lock(:kind, :lock)")
                .bind("kind", kind)
                .bind("lock", lock)
                .invoke();
    }
}
