package org.belltower.benchmarks.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Score;
import org.belltower.model.wire.JsonCodec;

/// Grades of ten thousand students, as a producer posts them and as event-ingest writes them.
final class SampleEvents {
    static final DistrictId DISTRICT = new DistrictId("bench");
    static final String CLIENT = "sis";
    static final String SOURCE = "/sis/bench";
    static final int BATCH = 100;
    private static final int STUDENTS = 10_000;

    private SampleEvents() {}

    static ChangeEvent event(int segment, int number, Instant now) {
        return new ChangeEvent(
                DISTRICT,
                new EventId(CLIENT, SOURCE, "e-" + segment + "-" + number),
                new EventOrder(now, null),
                Origin.LIVE,
                new GradePosted(
                        new StudentId("student-%07d".formatted(number % STUDENTS)),
                        new SchoolId("high"),
                        new CalendarId("high-2027"),
                        "math-2",
                        "Q2",
                        new Score.Percent(BigDecimal.valueOf(500 + segment % 500, 1))));
    }

    /// The bodies of all requests of a segment.
    static List<byte[]> batches(int segment, int events, Instant now) {
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < events; from += BATCH) {
            ArrayNode batch = JsonCodec.mapper().createArrayNode();
            for (int number = from; number < Math.min(events, from + BATCH); number++) {
                batch.add(posted(event(segment, number, now)));
            }
            bodies.add(JsonCodec.write(batch));
        }
        return bodies;
    }

    private static ObjectNode posted(ChangeEvent event) {
        ObjectNode json = JsonCodec.mapper()
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.id().id())
                .put("source", event.id().source())
                .put("type", "org.belltower.grade-posted.v1")
                .put("time", event.order().time().toString())
                .put("datacontenttype", "application/json");
        json.set("data", JsonCodec.mapper().valueToTree(event.change()));
        return json;
    }
}
