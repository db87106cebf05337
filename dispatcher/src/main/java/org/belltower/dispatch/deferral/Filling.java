package org.belltower.dispatch.deferral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DeferralTable.Turn;
import org.belltower.dispatch.deferral.Places.Taken;
import org.belltower.dispatch.flow.Lane;
import org.jspecify.annotations.Nullable;

/// Fills the free places of one lane with what waits for them.
///
/// **The idea.** Places are given one by one: to the queue that has fewest, what it has in hand
/// included, and in it to the line that has fewest; among equals to whose push has been due
/// longest. So with less room than lines each gets its turn, and one that accepts slowly, and keeps
/// its places for long, does not get the others' besides.
///
/// That alone would let a slow one that is alone for a while have all places, and whoever comes
/// then would find one at its pace only. So no line has more than are free: one alone has half of
/// them, ten have an eleventh each and leave one to whoever comes next. And those that wait for one
/// credential have no more than twice what is free, whatever the number of districts: what waits
/// for none has nothing in common that could be slow. This is how switches share their buffers
/// (Choudhury and Hahne, "Dynamic Queue Length Thresholds for Shared-Memory Packet Switches",
/// 1998): what bounds the greedy is what is left, so that nobody needs to know who will come.
///
/// **Invariants.** In a queue, a line with fewer in hand is given something before one with more.
/// Whoever has as much as its bound is given nothing, and nothing of it is taken away.
///
/// Used by one thread, once.
final class Filling {
    /// How many times what is free the lines of one credential may have together.
    private static final int BOUND_OF_CREDENTIAL = 2;

    private final Taken taken;
    private final Lane lane;
    private final Map<@Nullable String, Queue> byHold = new HashMap<>();

    /// @param taken what is in hand already, of all lanes
    Filling(Taken taken, Lane lane) {
        this.taken = taken;
        this.lane = lane;
    }

    /// @param most no more than so many of this turn; 0 for none
    void add(Turn turn, int most) {
        if (most > 0) {
            byHold.computeIfAbsent(turn.line().heldBy(), heldBy -> new Queue(inHand(heldBy), heldBy != null))
                    .waiting
                    .add(new Waiting(turn, most, taken.of(turn.line())));
        }
    }

    private int inHand(@Nullable String heldBy) {
        return taken.lines().entrySet().stream()
                .filter(line -> line.getKey().lane() == lane
                        && Objects.equals(line.getKey().heldBy(), heldBy))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// @param room how many places may be given away
    /// @param places how many are free, of which those are a part
    List<Share> fill(int room, int places) {
        PriorityQueue<Queue> queues = new PriorityQueue<>(
                Comparator.<Queue>comparingInt(queue -> queue.has).thenComparing(Queue::oldest));
        queues.addAll(byHold.values());
        List<Waiting> given = new ArrayList<>();
        int left = room;
        int free = places;
        // What is free only falls, and what they have only grows: who is beyond the bound is out.
        for (Queue queue = queues.poll(); queue != null && left > 0; queue = queues.poll()) {
            Waiting line = queue.next(free);
            if (line == null) {
                continue;
            }
            if (line.given == 0) {
                given.add(line);
            }
            queue.give(line);
            left--;
            free--;
            if (!queue.waiting.isEmpty()) {
                queues.add(queue);
            }
        }
        return given.stream().map(line -> new Share(line.turn, line.given)).toList();
    }

    /// Those that wait for the same.
    private static final class Queue {
        private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(
                Comparator.<Waiting>comparingInt(line -> line.has).thenComparing(Waiting::oldest));
        private final boolean bounded;
        private int has;

        private Queue(int inHand, boolean bounded) {
            this.has = inHand;
            this.bounded = bounded;
        }

        private Instant oldest() {
            return waiting.element().oldest();
        }

        private @Nullable Waiting next(int free) {
            boolean within = !bounded || has < BOUND_OF_CREDENTIAL * free;
            return within && waiting.element().has < free ? waiting.remove() : null;
        }

        private void give(Waiting line) {
            has++;
            line.has++;
            line.given++;
            if (line.given < line.most) {
                waiting.add(line);
            }
        }
    }

    /// One line of a queue.
    private static final class Waiting {
        private final Turn turn;
        private final int most;
        private int has;
        private int given;

        private Waiting(Turn turn, int most, int inHand) {
            this.turn = turn;
            this.most = most;
            this.has = inHand;
        }

        private Instant oldest() {
            return turn.oldest();
        }
    }
}
