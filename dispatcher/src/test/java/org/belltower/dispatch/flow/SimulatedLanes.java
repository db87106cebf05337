package org.belltower.dispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;

/// Districts that ask, are withdrawn, go and come back, under a limit that changes. Beside
/// [LaneTurns] it keeps everyone in one plain list and finds who may go next by looking through all
/// of it.
final class SimulatedLanes {
    private static final Shares SHARES = new Shares(0.25, 3);
    private static final Credential TEAM = new Credential(Provider.APNS, "TEAM/production");
    private static final AppId APP = new AppId("family");
    private static final List<DistrictId> DISTRICTS =
            List.of(new DistrictId("maple"), new DistrictId("oak"), new DistrictId("elm"), new DistrictId("ash"));

    private final LaneTurns<Integer> turns = new LaneTurns<>(SHARES);
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Waiting> inFlight = new ArrayList<>();
    private final Set<DistrictId> barred = new HashSet<>();

    /// When each district was last served, of each lane: who was served longest ago goes first.
    private final Map<Place, Integer> served = new HashMap<>();

    private int limit = 4;
    private boolean bulkHeld;
    private int number;
    private int alertsInARow;

    private record Place(Lane lane, DistrictId district) {}

    private record Waiting(int number, Lane lane, DistrictId district) {
        private Place place() {
            return new Place(lane, district);
        }
    }

    void step(int choice) {
        int detail = choice / 10;
        switch (choice % 10) {
            case 0, 1, 2 -> ask(Lane.ALERTS, detail);
            case 3, 4 -> ask(Lane.BULK, detail);
            case 5, 6 -> comeBack(detail);
            case 7 -> limit = 1 + detail % 12;
            case 8 -> bar(detail);
            default -> withdraw(detail);
        }
        letGo();
        compare();
    }

    private void ask(Lane lane, int detail) {
        Waiting one = new Waiting(number++, lane, DISTRICTS.get(detail % DISTRICTS.size()));
        if (waiting.stream().noneMatch(other -> other.place().equals(one.place()))) {
            // It joins the round behind all who wait.
            served.put(one.place(), number);
        }
        waiting.add(one);
        turns.add(new Turn(lane, one.district, APP, TEAM), one.number);
    }

    private void comeBack(int detail) {
        if (!inFlight.isEmpty()) {
            Waiting one = inFlight.remove(detail % inFlight.size());
            turns.finished(one.lane);
        }
    }

    private void bar(int detail) {
        if (detail % 5 == 0) {
            bulkHeld = !bulkHeld;
            return;
        }
        DistrictId district = DISTRICTS.get(detail % DISTRICTS.size());
        if (!barred.remove(district)) {
            barred.add(district);
        }
    }

    private void withdraw(int detail) {
        List<Integer> gone = waiting.stream()
                .map(Waiting::number)
                .filter(one -> one % 5 == detail % 5)
                .toList();
        assertThat(turns.removeIf(gone::contains)).containsExactlyInAnyOrderElementsOf(gone);
        waiting.removeIf(one -> gone.contains(one.number));
    }

    private void letGo() {
        for (Optional<Waiting> expected = next(); expected.isPresent(); expected = next()) {
            Waiting one = expected.get();
            assertThat(turns.next(limit, !bulkHeld, this::mayGo))
                    .as("who goes next")
                    .isEqualTo(one.number);
            waiting.remove(one);
            inFlight.add(one);
            served.put(one.place(), ++number);
            boolean bulkWaits = waiting.stream().anyMatch(other -> other.lane == Lane.BULK);
            alertsInARow = one.lane == Lane.ALERTS && bulkWaits ? alertsInARow + 1 : 0;
        }
        assertThat(turns.next(limit, !bulkHeld, this::mayGo)).as("nobody goes").isNull();
    }

    private boolean mayGo(Integer one) {
        return waiting.stream().anyMatch(it -> it.number == one && !barred.contains(it.district));
    }

    private Optional<Waiting> next() {
        if (inFlight.size() >= limit) {
            return Optional.empty();
        }
        long bulkOut = inFlight.stream().filter(one -> one.lane == Lane.BULK).count();
        Optional<Waiting> alert = first(Lane.ALERTS);
        boolean room = bulkOut < Math.max(1, limit - limit / 4);
        Optional<Waiting> bulk = room && !bulkHeld ? first(Lane.BULK) : Optional.empty();
        boolean bulksTurn = alertsInARow >= SHARES.alertsInARow() && bulk.isPresent();
        return alert.isEmpty() || bulksTurn ? bulk : alert;
    }

    /// The first of the district that was served longest ago, of those whose first may go.
    private Optional<Waiting> first(Lane lane) {
        Set<DistrictId> seen = new HashSet<>();
        return waiting.stream()
                .filter(one -> one.lane == lane && seen.add(one.district))
                .filter(one -> !barred.contains(one.district))
                .min(Comparator.comparing(one -> served.getOrDefault(one.place(), 0)));
    }

    private void compare() {
        for (Lane lane : Lane.values()) {
            assertThat(turns.waiting(lane)).isEqualTo((int)
                    waiting.stream().filter(one -> one.lane == lane).count());
            assertThat(turns.inFlight(lane)).isEqualTo((int)
                    inFlight.stream().filter(one -> one.lane == lane).count());
        }
    }
}
