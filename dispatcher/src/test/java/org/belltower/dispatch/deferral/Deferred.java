package org.belltower.dispatch.deferral;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.belltower.dispatch.deferral.DeferredPush.PushKey;
import org.belltower.dispatch.deferral.DeferredPush.Subject;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;

/// Deferred pushes for tests, each by a number: its place on the lane.
public final class Deferred {
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    public static final DistrictId NORTH = new DistrictId("north");
    public static final DistrictId SOUTH = new DistrictId("south");
    public static final AppId FAMILY = new AppId("family");
    public static final String APPLE = "APNS/TEAM000001/production";
    private static final Duration LIFE = Duration.ofHours(4);

    private Deferred() {}

    public static DeferredPush due(int number, Instant due) {
        return of(NORTH, number, new Wait(due, null, 1));
    }

    public static DeferredPush held(int number, Instant due, String heldBy) {
        return of(NORTH, number, new Wait(due, heldBy, 1));
    }

    public static DeferredPush of(DistrictId district, int number, Wait wait) {
        Subject subject =
                new Subject(device(number), FAMILY, new PersonId("g-" + number), student(number), campaign(number));
        byte[] value = ("{\"body\":\"Grüße " + number + "\\u0000\"}").getBytes(StandardCharsets.UTF_8);
        return new DeferredPush(
                key(district, number),
                place(number),
                new LaneBytes(
                        Map.of(CloudEventHeaders.TYPE, "org.belltower.push.v1", "ce_time", "it's \"noon\""), value),
                subject,
                wait,
                NOON.plus(LIFE));
    }

    /// One that came by the bulk lane.
    public static DeferredPush bulk(DistrictId district, int number, Wait wait) {
        DeferredPush alert = of(district, number, wait);
        LaneOffset place = new LaneOffset(
                Topics.PUSH_BULK.name(),
                alert.place().partition(),
                alert.place().offset());
        return new DeferredPush(alert.key(), place, alert.bytes(), alert.subject(), alert.waits(), alert.expires());
    }

    /// Where those that came by the alerts' lane stand.
    static Line line(@Nullable String heldBy, DistrictId district) {
        return new Line(Topics.PUSH_ALERTS.name(), heldBy, district);
    }

    static Line bulkLine(@Nullable String heldBy, DistrictId district) {
        return new Line(Topics.PUSH_BULK.name(), heldBy, district);
    }

    /// One that is due then, and lives on for hours after it.
    public static DeferredPush living(Instant due) {
        DeferredPush one = due(1, due);
        return new DeferredPush(
                one.key(), one.place(), one.bytes(), one.subject(), new Wait(due, null, 1), due.plus(LIFE));
    }

    public static PushKey key(DistrictId district, int number) {
        return new PushKey(district, new PushId(new UUID(0x5000, number)));
    }

    public static LaneOffset place(int number) {
        return new LaneOffset(Topics.PUSH_ALERTS.name(), number % Topics.PARTITIONS, number);
    }

    public static DeviceId device(int number) {
        return new DeviceId("phone-" + number);
    }

    public static StudentId student(int number) {
        return new StudentId("s-" + number / 2);
    }

    /// Of every third.
    public static @Nullable String campaign(int number) {
        return number % 3 == 0 ? "c-1" : null;
    }
}
