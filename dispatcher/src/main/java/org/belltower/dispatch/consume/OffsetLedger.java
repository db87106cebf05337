package org.belltower.dispatch.consume;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The account of one partition during one assignment: which polled records are in hand, and how
/// far may be committed.
///
/// **The idea.** Records finish in any order; Kafka knows one position. So every record taken
/// stands in a queue in the order of its offset, done or not, and the position is the offset of the
/// first that is not done. Only *polled* records stand there: transaction markers and compacted
/// records leave gaps in the offsets, and a gap never holds the position back. (After the state
/// package of confluentinc/parallel-consumer.)
///
/// **The tail.** A record counts as done when its outcome is durable. Beside the position we commit
/// an offset of the outcomes' partition from which a reader meets every outcome of a record that is
/// not below the position. So after a crash the next owner knows what must not be sent again. When
/// a record is taken, the lowest offset its outcome can get is the one after the highest we know:
/// that is its floor. Floors grow with offsets, so the floor of the first record that is not done
/// is the lowest of all. Records that the former tail says are done keep that tail's beginning
/// until the position has passed them.
///
/// **Invariants.** The position never passes a record without outcome; a record is handed out once
/// an assignment; a record in the done-set never; a completion of another epoch changes nothing; no
/// more records are in hand than the window allows.
///
/// Not thread-safe: owned by the thread that polls.
public final class OffsetLedger {
    private final Assignment assignment;
    private final Window window;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<Long, Entry> unfinished = new HashMap<>();
    private long lastTaken;
    private long reached;
    private long outcomesNext;

    public OffsetLedger(Assignment assignment, Window window) {
        this.assignment = assignment;
        this.window = window;
        this.lastTaken = assignment.position() - 1;
        this.reached = assignment.position();
        this.outcomesNext = assignment.outcomesEnd();
    }

    /// Whether so many more records may be polled; if not, the partition pauses.
    public boolean hasRoomFor(int records) {
        return unfinished.size() + records <= window.unfinished() && entries.size() + records <= window.span();
    }

    /// Takes a polled record in hand. Offsets grow; one that was taken before is not handed out
    /// again.
    ///
    /// @param timestamp when it was put on the lane, in milliseconds since 1970
    /// @return what to do; empty if the record has its outcome already
    /// @throws IllegalStateException if there is no room
    public Optional<Work> take(long offset, long timestamp) {
        if (offset <= lastTaken) {
            return Optional.empty();
        }
        if (!hasRoomFor(1)) {
            throw new IllegalStateException("partition " + assignment.partition() + " has no room");
        }
        lastTaken = offset;
        reached(offset + 1);
        Entry entry = new Entry(offset, timestamp, outcomesNext);
        entries.add(entry);
        if (assignment.done().contains(offset)) {
            entry.done = true;
            forgetDone();
            return Optional.empty();
        }
        unfinished.put(offset, entry);
        return Optional.of(new Work(assignment.epoch(), assignment.partition(), offset));
    }

    /// The consumer has read up to here, perhaps over records that are none of its own: transaction
    /// markers.
    public void reached(long position) {
        reached = Math.max(reached, position);
    }

    /// The record's outcome is durable.
    ///
    /// @param outcomeOffset where the outcome stands in its partition
    /// @return false if it changed nothing: of another epoch, or complete already
    public boolean complete(Work work, long outcomeOffset) {
        if (isOurs(work)) {
            outcomesNext = Math.max(outcomesNext, outcomeOffset + 1);
        }
        return complete(work);
    }

    /// The record is done without an outcome: nobody could read it, and it stands among the dead
    /// letters.
    ///
    /// @return false if it changed nothing: of another epoch, or complete already
    public boolean complete(Work work) {
        Entry entry = isOurs(work) ? unfinished.remove(work.offset()) : null;
        if (entry == null) {
            return false;
        }
        entry.done = true;
        forgetDone();
        return true;
    }

    /// What may be committed now.
    public CommitPoint commitPoint() {
        Entry first = entries.peek();
        long position = first == null ? reached : first.offset;
        if (assignment.done().reaches(position)) {
            return new CommitPoint(position, assignment.outcomesFrom());
        }
        return new CommitPoint(position, first == null ? outcomesNext : first.outcomeFloor);
    }

    /// How many records are in hand without outcome.
    public int unfinished() {
        return unfinished.size();
    }

    /// Since when the first that is in hand stands on the lane, in milliseconds since 1970.
    public OptionalLong oldest() {
        Entry first = entries.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.timestamp);
    }

    private boolean isOurs(Work work) {
        return work.epoch() == assignment.epoch() && work.partition() == assignment.partition();
    }

    private void forgetDone() {
        for (Entry first = entries.peek(); first != null && first.done; first = entries.peek()) {
            entries.remove();
        }
    }

    private static final class Entry {
        private final long offset;
        private final long timestamp;
        private final long outcomeFloor;
        private boolean done;

        private Entry(long offset, long timestamp, long outcomeFloor) {
            this.offset = offset;
            this.timestamp = timestamp;
            this.outcomeFloor = outcomeFloor;
        }
    }
}
