package org.belltower.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Link;
import org.junit.jupiter.api.Test;

class HeartbeatCodecTest {
    private static final Heartbeat HEARTBEAT = new Heartbeat(
            "dispatcher",
            "node-1:18404",
            "0.1.0",
            Samples.NOON,
            Heartbeat.Stage.WORKING,
            20L,
            List.of(
                    new Link("kafka", Link.Reach.CONNECTED, null, 1_200L),
                    new Link("apns", Link.Reach.DISCONNECTED, "timeout", 9_000L)),
            List.of(new Hop("dispatcher", "kafka", Hop.Encryption.PLAIN)));

    @Test
    void a_heartbeat_is_written_and_read_as_its_golden_file_says() throws Exception {
        HeartbeatCodec.Encoded encoded = HeartbeatCodec.encode(HEARTBEAT, Samples.NOON);
        assertThat(encoded.key()).asString(StandardCharsets.UTF_8).isEqualTo("dispatcher/node-1:18404");
        assertThat(encoded.headers())
                .containsEntry("ce_type", "org.belltower.heartbeat.v1")
                .containsEntry("ce_source", "/belltower/dispatcher")
                .doesNotContainKey("ce_district");
        String written = JsonCodec.mapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(JsonCodec.mapper().readTree(encoded.value()));
        try (InputStream golden = getClass().getResourceAsStream("/golden/heartbeat.json")) {
            assertThat(golden).isNotNull();
            assertThat(written)
                    .isEqualToIgnoringNewLines(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
        assertThat(HeartbeatCodec.decode(encoded.headers(), encoded.value())).isEqualTo(HEARTBEAT);
    }

    @Test
    void one_that_tells_neither_links_nor_hops_is_read_as_telling_of_none() throws Exception {
        byte[] value = """
                {"service":"x","instance":"y","version":"1","started":"2026-11-20T12:00:00Z","stage":"STARTING"}
                """.getBytes(StandardCharsets.UTF_8);
        Heartbeat read = HeartbeatCodec.decode(Map.of("ce_type", HeartbeatCodec.TYPE), value);
        assertThat(read.links()).isEmpty();
        assertThat(read.hops()).isEmpty();
        assertThat(read.idleMillis()).isNull();
    }

    @Test
    void a_record_of_another_type_is_refused() {
        assertThatThrownBy(() -> HeartbeatCodec.decode(Map.of("ce_type", "other"), new byte[0]))
                .isInstanceOf(MalformedMessageException.class);
    }
}
