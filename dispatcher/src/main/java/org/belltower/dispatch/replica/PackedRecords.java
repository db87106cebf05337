package org.belltower.dispatch.replica;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.belltower.model.DistrictId;

/// The record with the highest version of every key, each packed into one array of bytes: `district id
/// version rest`, the district as a number.
///
/// **The idea.** The arrays stand in a larger one, in a slot that follows from the key, or else in the next
/// that was free ("open addressing, linear probing": Knuth, The Art of Computer Programming 3, section 6.4,
/// algorithm L). So a record costs its bytes, the head of their array and some two slots: no entry, no key
/// and no text stands beside it. Readers take no lock. Writers take turns.
///
/// **The invariants.** No key is there twice. Between the slot that follows from a key and the one with its
/// record, none is free. A slot that was taken is never free again, and never another key's: where a record
/// was removed a mark stays. So a reader that walks on to the first free slot misses no record that is there
/// all the while, whatever is written meanwhile. A quarter of the slots is free, so a walk ends soon. Before
/// there are fewer, all records, without the marks, move to a new array with twice as many slots; who still
/// reads the old one began before the move. It is one stop of who writes, as long as there are records
/// (`docs/performance.md`, copies); readers walk on.
///
/// Thread-safe.
public final class PackedRecords {
    private static final byte[] REMOVED = {};
    private static final int FEWEST_SLOTS = 16;
    /// The bytes of a UUID within one of some hundred districts.
    private static final int USUAL_KEY = 24;
    private static final int USUAL_RECORD = 192;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Numbers<DistrictId> districts = new Numbers<>();
    /// Odd. Ids are chosen by apps, which is why their slots follow from something that these do not know.
    private final long secret = new SecureRandom().nextLong() | 1;

    private final ReentrantLock writing = new ReentrantLock();
    private volatile AtomicReferenceArray<byte[]> slots = new AtomicReferenceArray<>(FEWEST_SLOTS);
    private final AtomicLong changes = new AtomicLong();
    private int taken;
    private int size;

    /// A record without its key.
    ///
    /// @param rest reads what [#put] was given
    public record Found(long version, Unpacker rest) {}

    public Optional<Found> find(DistrictId district, String id) {
        OptionalInt number = districts.find(district);
        return number.isEmpty() ? Optional.empty() : find(key(number.getAsInt(), id, USUAL_KEY));
    }

    /// Keeps the record unless a version that is as new is known. Repeatable.
    ///
    /// @param rest writes what the record says
    public void put(DistrictId district, String id, long version, Consumer<Packer> rest) {
        write(key(districts.of(district), id, USUAL_RECORD), version, rest, false);
    }

    /// Keeps the record whatever is known.
    public void replace(DistrictId district, String id, long version, Consumer<Packer> rest) {
        write(key(districts.of(district), id, USUAL_RECORD), version, rest, true);
    }

    public void remove(DistrictId district, String id) {
        OptionalInt number = districts.find(district);
        if (number.isEmpty()) {
            return;
        }
        Packer key = key(number.getAsInt(), id, USUAL_KEY);
        writing.lock();
        try {
            int slot = slotOf(key.bytes(), key.size());
            if (slots.get(slot) != null) {
                slots.set(slot, REMOVED);
                size--;
                changes.incrementAndGet();
            }
        } finally {
            writing.unlock();
        }
    }

    public int size() {
        writing.lock();
        try {
            return size;
        } finally {
            writing.unlock();
        }
    }

    /// Grows with each change, after it can be found.
    public long changes() {
        return changes.get();
    }

    /// How many there is room for, those free among them.
    int slots() {
        return slots.length();
    }

    private static Packer key(int district, String id, int room) {
        Packer key = new Packer(room);
        key.number(district);
        key.text(id);
        return key;
    }

    private Optional<Found> find(Packer packer) {
        byte[] key = packer.bytes();
        int keyLength = packer.size();
        AtomicReferenceArray<byte[]> all = slots;
        int slot = firstSlot(all, key, keyLength);
        for (byte[] there = all.get(slot); there != null; there = all.get(slot)) {
            if (isOf(there, key, keyLength)) {
                Unpacker record = new Unpacker(there, keyLength);
                return Optional.of(new Found(record.number(), record));
            }
            slot = next(all, slot);
        }
        return Optional.empty();
    }

    private void write(Packer packer, long version, Consumer<Packer> rest, boolean always) {
        int keyLength = packer.size();
        packer.number(version);
        rest.accept(packer);
        byte[] record = packer.packed();
        writing.lock();
        try {
            int slot = slotOf(record, keyLength);
            byte[] known = slots.get(slot);
            if (known == null) {
                add(record, keyLength);
            } else if (always || version > version(known, keyLength)) {
                slots.set(slot, record);
            }
            changes.incrementAndGet();
        } finally {
            writing.unlock();
        }
    }

    private void add(byte[] record, int keyLength) {
        if (4 * (taken + 1L) > 3L * slots.length()) {
            move();
        }
        slots.set(slotOf(record, keyLength), record);
        taken++;
        size++;
    }

    private void move() {
        AtomicReferenceArray<byte[]> old = slots;
        AtomicReferenceArray<byte[]> roomier = new AtomicReferenceArray<>(Math.max(FEWEST_SLOTS, 2 * size));
        for (int slot = 0; slot < old.length(); slot++) {
            byte[] record = old.get(slot);
            if (record != null && record.length > 0) {
                roomier.setPlain(slotOf(roomier, record, keyLength(record)), record);
            }
        }
        slots = roomier;
        taken = size;
    }

    private int slotOf(byte[] record, int keyLength) {
        return slotOf(slots, record, keyLength);
    }

    /// The slot with the key's record, else the free one that it may take.
    private int slotOf(AtomicReferenceArray<byte[]> all, byte[] record, int keyLength) {
        int slot = firstSlot(all, record, keyLength);
        for (byte[] there = all.get(slot); there != null && !isOf(there, record, keyLength); there = all.get(slot)) {
            slot = next(all, slot);
        }
        return slot;
    }

    private static int next(AtomicReferenceArray<byte[]> all, int slot) {
        return slot + 1 == all.length() ? 0 : slot + 1;
    }

    /// The highest bits of the hash choose.
    private int firstSlot(AtomicReferenceArray<byte[]> all, byte[] record, int keyLength) {
        return (int) Math.unsignedMultiplyHigh(hash(record, keyLength, secret) * SPREAD, all.length());
    }

    /// A multiplication by the secret number for each byte, and a shift after it that brings the high bits down:
    /// without the shift it would be a polynomial, and some bytes no odd number's polynomial tells apart.
    /// This is no proven hash as SipHash is: it is meant to keep apart what apps choose without knowing the
    /// secret, nothing more is claimed.
    static long hash(byte[] bytes, int length, long secret) {
        long hash = 0;
        for (int at = 0; at < length; at++) {
            hash = (hash ^ bytes[at]) * secret;
            hash ^= hash >>> Integer.SIZE;
        }
        return hash;
    }

    /// No key is the beginning of another: each part says where it ends.
    private static boolean isOf(byte[] there, byte[] record, int keyLength) {
        return there.length > keyLength && Arrays.equals(there, 0, keyLength, record, 0, keyLength);
    }

    private static int keyLength(byte[] record) {
        Unpacker key = new Unpacker(record, 0);
        long _ = key.number();
        key.skipText();
        return key.at();
    }

    private static long version(byte[] record, int keyLength) {
        return new Unpacker(record, keyLength).number();
    }
}
