package org.belltower.dispatch.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.belltower.model.wire.RecordKey;

/// How often one device is told something: so many at once, and then one each so often (I-19). What
/// is beyond has a time of its own, and waits for it; nothing is dropped.
///
/// **The idea.** The generic cell rate algorithm (ITU-T I.371): of each device one moment is kept,
/// up to which it has used up its share. A bulk send tells a million devices once, so the moments
/// are not kept by device but in two rows of cells, in each of which a device has the cell that a
/// hash of its key chooses; the smaller of its two moments counts (a count-min sketch with
/// conservative update; Cormode and Muthukrishnan, "An Improved Data Stream Summary", 2005).
///
/// **The invariant.** A device's smaller moment is never before its true one. So no device is told
/// more often than it may be; one whose two cells are both used by others who are told a lot may
/// wait without need. With a million devices told within one interval a cell is used four times,
/// and some twenty others must fall into both.
///
/// Who must wait is promised a moment of its own, so that those who wait for one device do not come
/// back all at once. A promise keeps no place: who comes back asks again, and not before, since
/// each question that is refused moves the next promise on. What would not live to see its promise
/// gets none, and may ask as soon as there can be a place.
///
/// A provider may also say by itself that a device gets too much: then it is told nothing before that time.
///
/// 4 MB, however many devices. Thread-safe. Deterministic under the time and the seeds.
public final class DevicePace {
    private static final int ROWS = 2;
    private static final int CELLS = 1 << 18;

    private final int interval;
    private final int tolerance;
    private final Instant start;
    private final long[] seeds;
    private final int[][] used = new int[ROWS][CELLS];
    private final int[][] promised = new int[ROWS][CELLS];
    private final DeviceHolds holds = new DeviceHolds();
    private final ReentrantLock lock = new ReentrantLock();

    /// @param atOnce so many in a row
    /// @param interval then one each: from a tenth of a second to a day
    /// @param start a moment from which on it is asked
    /// @param chance so that nobody knows which devices share a cell
    public DevicePace(int atOnce, Duration interval, Instant start, RandomGenerator chance) {
        if (atOnce < 1 || interval.toMillis() < 100 || interval.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "a pace needs 1 or more at once and an interval from a tenth of a second to a day");
        }
        this.interval = tenths(interval);
        this.tolerance = Math.multiplyExact(this.interval, atOnce - 1);
        this.start = start;
        this.seeds = chance.longs(ROWS).map(seed -> seed | 1).toArray();
        for (int row = 0; row < ROWS; row++) {
            Arrays.fill(used[row], Integer.MIN_VALUE);
            Arrays.fill(promised[row], Integer.MIN_VALUE);
        }
    }

    /// Takes the device's next place, if it may be told now.
    ///
    /// @param expires until when the push lives
    /// @return empty if it was taken; else when to ask again
    public Optional<Instant> until(RecordKey device, Instant now, Instant expires) {
        int at = tenths(Duration.between(start, now));
        long hash = hash(device);
        int first = cell(hash, 0);
        int second = cell(hash, 1);
        lock.lock();
        try {
            Instant held = holds.until(device, now);
            if (held != null) {
                return Optional.of(held);
            }
            // Nobody uses up more than all of its share: else the clock has stepped back.
            int most = at + tolerance + interval;
            used[0][first] = Math.min(used[0][first], most);
            used[1][second] = Math.min(used[1][second], most);
            int from = Math.max(at, Math.min(used[0][first], used[1][second]));
            int earliest = from - tolerance;
            if (earliest <= at) {
                used[0][first] = Math.max(used[0][first], from + interval);
                used[1][second] = Math.max(used[1][second], from + interval);
                return Optional.empty();
            }
            int due = Math.max(earliest, Math.min(promised[0][first], promised[1][second]));
            Instant promise = moment(due);
            if (!promise.isBefore(expires)) {
                return Optional.of(moment(earliest));
            }
            promised[0][first] = Math.max(promised[0][first], due + interval);
            promised[1][second] = Math.max(promised[1][second], due + interval);
            return Optional.of(promise);
        } finally {
            lock.unlock();
        }
    }

    /// The provider said that the device gets too much: nothing is told to it before then.
    public void hold(RecordKey device, Instant until) {
        lock.lock();
        try {
            holds.hold(device, until);
        } finally {
            lock.unlock();
        }
    }

    private Instant moment(int tenths) {
        return start.plusMillis(100L * tenths);
    }

    private static int tenths(Duration duration) {
        return Math.toIntExact(duration.toMillis() / 100);
    }

    private int cell(long hash, int row) {
        long mixed = hash * seeds[row];
        mixed = (mixed ^ (mixed >>> 32)) * seeds[row];
        return (int) (mixed >>> (Long.SIZE - 18));
    }

    /// By a secret number: ids are chosen by apps.
    private long hash(RecordKey device) {
        long hash = device.district().value().hashCode();
        String id = device.id();
        for (int at = 0; at < id.length(); at++) {
            hash = (hash ^ id.charAt(at)) * seeds[0];
            hash ^= hash >>> Integer.SIZE;
        }
        return hash;
    }
}
