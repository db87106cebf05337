package org.belltower.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Problem;

/// Requests as a test writes them.
final class Requests {
    static final Limits LIMITS = new Limits(1024 * 1024, 64 * 1024, 1_000);
    static final String GRADE = """
            {"specversion":"1.0","id":"e-1","source":"/sis/north","type":"org.belltower.grade-posted.v1",
             "time":"2026-11-20T12:00:00Z",
             "data":{"student":"s-1","school":"high","calendar":"high-2027","course":"math","term":"Q2",
                     "grade":{"percent":84.50}}}""";
    static final String DATA = """
            {"student":"s-1","school":"high","calendar":"high-2027","course":"math","term":"Q2","grade":{"percent":84.50}}""";

    private static final CloudEvents CLOUD_EVENTS = new CloudEvents(LIMITS);

    private Requests() {}

    static RequestReading read(ContentMode mode, Map<String, List<String>> headers, byte[] body) {
        return CLOUD_EVENTS.count(mode, headers, body).read();
    }

    static List<Reading> batch(String body) {
        RequestReading reading = read(ContentMode.BATCH, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(RequestReading.Events.class);
        return ((RequestReading.Events) reading).readings();
    }

    static Reading structured(String event) {
        return only(read(ContentMode.STRUCTURED, Map.of(), event.getBytes(StandardCharsets.UTF_8)));
    }

    static Reading binary(Map<String, List<String>> headers, String data) {
        return only(read(ContentMode.BINARY, headers, data.getBytes(StandardCharsets.UTF_8)));
    }

    static Reading only(RequestReading reading) {
        assertThat(reading).isInstanceOf(RequestReading.Events.class);
        List<Reading> readings = ((RequestReading.Events) reading).readings();
        assertThat(readings).hasSize(1);
        return readings.getFirst();
    }

    static Reading.Candidate candidate(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Candidate.class);
        return (Reading.Candidate) reading;
    }

    static Problem refusal(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reading).problem();
    }

    static Problem refusal(RequestReading reading) {
        assertThat(reading).isInstanceOf(RequestReading.Refused.class);
        return ((RequestReading.Refused) reading).problem();
    }

    /// The grade with one member set to some JSON, as it is written, or taken out if that is empty.
    static String gradeWith(String name, String json) {
        try {
            ObjectNode event = (ObjectNode) JsonCodec.mapper().readTree(GRADE);
            event.remove(name);
            String rest = event.toString();
            return json.isEmpty() ? rest : "{\"" + name + "\":" + json + "," + rest.substring(1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the sample is no JSON", e);
        }
    }
}
