package org.belltower.dispatch.deferral.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.belltower.dispatch.deferral.DeferralTable.Claimed;
import org.belltower.dispatch.deferral.DeferredPush;
import org.belltower.dispatch.deferral.DeferredPush.PushKey;
import org.belltower.dispatch.deferral.DeferredPush.Subject;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.dispatch.deferral.LaneBytes;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// Rows as records.
final class DeferralRows {
    static final Comparator<Claimed> OLDEST_FIRST =
            Comparator.comparing(claimed -> claimed.push().waits().due());

    private DeferralRows() {}

    static Claimed claimed(ResultSet row) throws SQLException {
        long outcomesFrom = row.getLong("claimed_outcomes_from");
        boolean inDoubt = !row.wasNull();
        return new Claimed(push(row), inDoubt ? outcomesFrom : null);
    }

    private static DeferredPush push(ResultSet row) throws SQLException {
        String student = row.getString("student");
        return new DeferredPush(
                new PushKey(new DistrictId(row.getString("district")), new PushId(row.getObject("push", UUID.class))),
                new LaneOffset(row.getString("lane_topic"), row.getInt("lane_partition"), row.getLong("lane_offset")),
                new LaneBytes(headers(row.getString("headers")), row.getBytes("value")),
                new Subject(
                        new DeviceId(row.getString("device")),
                        new AppId(row.getString("app")),
                        new PersonId(row.getString("person")),
                        student == null ? null : new StudentId(student),
                        row.getString("campaign")),
                new Wait(
                        instant(row, "due"),
                        PostgresDeferralTable.heldBy(row.getString("held_by")),
                        row.getInt("failures")),
                instant(row, "expires"));
    }

    /// What is not as it was put stands for none: the push is then found unreadable by whoever
    /// reads it.
    private static Map<String, String> headers(String column) {
        Map<String, String> headers = new HashMap<>();
        try {
            Map<?, ?> read = JsonCodec.read(column.getBytes(StandardCharsets.UTF_8), Map.class);
            read.forEach((name, value) -> headers.put(name.toString(), value.toString()));
        } catch (MalformedMessageException e) {
            return Map.of();
        }
        return headers;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
