package org.belltower.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.cloudevents.Requests.candidate;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import org.belltower.model.change.Origin;
import org.belltower.model.change.SourcePosition;
import org.junit.jupiter.api.Test;

/// What the CloudEvents SDK writes is read.
class SdkEventTest {
    @Test
    void an_event_written_by_the_sdk_is_read() {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("e-1")
                .withSource(URI.create("/sis/north/grades"))
                .withType("org.belltower.grade-posted.v1")
                .withTime(OffsetDateTime.parse("2026-11-20T06:00:00.123-06:00"))
                .withSubject("s-1")
                .withExtension("origin", "snapshot")
                .withExtension("generation", 2)
                .withExtension("position", "123456789012")
                .withData("application/json", Requests.DATA.getBytes(StandardCharsets.UTF_8))
                .build();
        byte[] written = new JsonFormat().serialize(event);
        Reading.Candidate read = candidate(Requests.only(Requests.read(ContentMode.STRUCTURED, Map.of(), written)));
        assertThat(read.id()).isEqualTo("e-1");
        assertThat(read.origin()).isEqualTo(Origin.SNAPSHOT);
        assertThat(read.order().time()).isEqualTo("2026-11-20T12:00:00.123Z");
        assertThat(read.order().position()).isEqualTo(new SourcePosition(2, 123_456_789_012L));
        assertThat(read.change())
                .isEqualTo(candidate(Requests.structured(Requests.GRADE)).change());
    }
}
