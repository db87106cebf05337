package org.belltower.dispatch.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Decision.Candidate;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;

/// Decisions and outcomes for tests.
public final class GivenHistory {
    public static final DistrictId NORTH = new DistrictId("north");
    public static final DistrictId SOUTH = new DistrictId("south");
    public static final StudentId STUDENT = new StudentId("s-1");
    public static final String CLIENT = "sis-north";
    public static final String SOURCE = "/sis/north";
    private static final LaneOffset LANE = new LaneOffset("belltower.push.alerts.v1", 0, 0);

    private GivenHistory() {}

    public static EventId event(String id) {
        return new EventId(CLIENT, SOURCE, id);
    }

    public static DeviceId device(int number) {
        return new DeviceId("d-" + number);
    }

    public static Candidate pushed(DistrictId district, String event, int device) {
        return new Decision.Pushed(
                device(device), new PersonId("g-" + device), PushId.of(district, event(event), device(device)));
    }

    public static Candidate skipped(int device, Reason reason) {
        return new Decision.Skipped(device(device), new PersonId("g-" + device), reason);
    }

    public static Decision decision(DistrictId district, String event, Instant decided, Candidate... candidates) {
        return new Decision(district, STUDENT, event(event), Category.GRADES, decided, null, Arrays.asList(candidates));
    }

    public static Decision toNobody(DistrictId district, String event, Instant decided, Reason reason) {
        return new Decision(district, STUDENT, event(event), Category.GRADES, decided, reason, List.of());
    }

    public static Outcome outcome(DistrictId district, String event, int device, Instant at, Result result) {
        return new Outcome(
                PushId.of(district, event(event), device(device)), district, device(device), at, LANE, result);
    }

    public static Outcome accepted(DistrictId district, String event, int device, Instant at) {
        return outcome(district, event, device, at, new Result.Accepted(Provider.FCM));
    }

    /// A candidate of each kind by chance, and of those that were pushed an end by chance.
    public static List<Candidate> candidates(DistrictId district, String event, int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(device ->
                        random.nextBoolean() ? pushed(district, event, device) : skipped(device, reason(random)))
                .toList();
    }

    public static Result result(Random random) {
        Reason reason = reason(random);
        return switch (random.nextInt(5)) {
            case 0 -> new Result.Accepted(Provider.APNS);
            case 1 -> new Result.Skipped(reason);
            case 2 -> new Result.Failed(Provider.FCM, reason);
            case 3 -> new Result.TokenDead(Provider.FCM, 1, null);
            default -> new Result.Expired();
        };
    }

    private static Reason reason(Random random) {
        List<Reason> reasons = List.of(Reason.values());
        return reasons.get(random.nextInt(reasons.size()));
    }
}
