package org.belltower.dispatch.deferral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DeferralTable.Turn;
import org.belltower.dispatch.deferral.OpenLanes.State;
import org.jspecify.annotations.Nullable;

/// Shares the room among what waits, so that the many of one credential or one district do not keep
/// back the few of others.
///
/// **The idea.** Those that wait for the same credential (or for none) are one queue, and each
/// queue has one line per district. The room is divided equally among the queues that may go, and a
/// queue's part equally among its lines. If there are more of them than room, the first lines of
/// all queues come before the second ones; first in a queue is the line whose push has been due
/// longest, so that each gets its turn. What a line leaves is shared out in the next round.
///
/// **Invariants.** The shares add up to no more than the room; no share is empty; a lane that is
/// closed has none, one that is probed has one push.
///
/// Pure.
final class Turns {
    private Turns() {}

    /// @param lanes asked once for each queue that has something due
    static List<Share> share(List<Turn> waiting, OpenLanes lanes, Instant now, int room) {
        Map<@Nullable String, State> states = new HashMap<>();
        Map<@Nullable String, List<Turn>> queues = new HashMap<>();
        waiting.stream()
                .filter(turn -> !turn.oldest().isAfter(now))
                .sorted(Comparator.comparing(Turn::oldest))
                .forEach(turn -> {
                    State state = states.computeIfAbsent(
                            turn.heldBy(), heldBy -> heldBy == null ? State.OPEN : lanes.of(heldBy));
                    List<Turn> queue = queues.computeIfAbsent(turn.heldBy(), _ -> new ArrayList<>());
                    if (state == State.OPEN || (state == State.PROBE && queue.isEmpty())) {
                        queue.add(turn);
                    }
                });
        queues.values().removeIf(List::isEmpty);
        Set<String> probes = new HashSet<>();
        states.forEach((heldBy, state) -> {
            if (heldBy != null && state == State.PROBE) {
                probes.add(heldBy);
            }
        });
        return cut(ranked(queues, probes, room), room);
    }

    private static List<Share> ranked(Map<@Nullable String, List<Turn>> queues, Set<String> probes, int room) {
        List<Ranked> ranked = new ArrayList<>();
        queues.forEach((heldBy, queue) -> {
            int ofQueue = Math.max(1, room / queues.size());
            int ofLine = heldBy != null && probes.contains(heldBy) ? 1 : Math.max(1, ofQueue / queue.size());
            for (int rank = 0; rank < queue.size(); rank++) {
                ranked.add(new Ranked(rank, new Share(Objects.requireNonNull(queue.get(rank)), ofLine)));
            }
        });
        return ranked.stream()
                .sorted(Comparator.comparingInt(Ranked::rank)
                        .thenComparing(it -> it.share().turn().oldest()))
                .map(Ranked::share)
                .toList();
    }

    private static List<Share> cut(List<Share> shares, int room) {
        List<Share> within = new ArrayList<>();
        int left = room;
        for (Share share : shares) {
            int most = Math.min(share.most(), left);
            if (most > 0) {
                within.add(new Share(share.turn(), most));
                left -= most;
            }
        }
        return within;
    }

    private record Ranked(int rank, Share share) {}
}
