package org.belltower.dispatch.deferral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DeferralTable.Turn;
import org.belltower.dispatch.deferral.OpenLanes.State;
import org.belltower.dispatch.deferral.Places.Taken;
import org.belltower.dispatch.flow.Lane;

/// Shares the room among what waits, so that bulk does not keep back alerts, nor the many of one
/// credential or one district the few of others.
///
/// **The idea.** Each lane has places that the other one never gets, and of the rest alerts come
/// before bulk. On a lane, those that wait for the same credential (or for none) are one queue, and
/// each queue has one line per district. How they share is told in [Filling]. What a line leaves is
/// shared out in the next round.
///
/// **Invariants.** The shares add up to no more than the room; no share is empty; a queue that is
/// closed has none, one that is probed has one push.
///
/// Pure.
final class Turns {
    private Turns() {}

    /// @param lanes asked once for each queue that has something due
    /// @param taken what is in hand already
    /// @param room of what is free, how much is to be shared
    static List<Share> share(List<Turn> waiting, OpenLanes lanes, Instant now, Taken taken, int room) {
        Asked asked = new Asked(lanes);
        List<Share> shares = new ArrayList<>();
        int left = room;
        for (Lane lane : Lane.values()) {
            Filling filling = new Filling(taken, lane);
            waiting.stream()
                    .filter(turn -> turn.line().lane() == lane && !turn.oldest().isAfter(now))
                    .sorted(Comparator.comparing(Turn::oldest))
                    .forEach(turn -> filling.add(turn, asked.most(turn.line())));
            int free = Math.min(taken.freeFor(lane), taken.free() - (room - left));
            List<Share> ofLane = filling.fill(Math.min(left, free), free);
            left -= ofLane.stream().mapToInt(Share::most).sum();
            shares.addAll(ofLane);
        }
        return shares;
    }

    /// How many may go by what is open. A queue that is probed has one push, and one that came by
    /// the alerts' lane before one that did not.
    private static final class Asked {
        private final OpenLanes lanes;
        private final Map<String, State> states = new HashMap<>();
        private final Set<String> probes = new HashSet<>();

        private Asked(OpenLanes lanes) {
            this.lanes = lanes;
        }

        private int most(Line line) {
            String heldBy = line.heldBy();
            if (heldBy == null) {
                return Integer.MAX_VALUE;
            }
            return switch (states.computeIfAbsent(heldBy, lanes::of)) {
                case OPEN -> Integer.MAX_VALUE;
                case PROBE -> probes.add(heldBy) ? 1 : 0;
                case CLOSED -> 0;
            };
        }
    }
}
