package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Moment;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.mapper.ShelvedRow;
import org.belltower.model.change.SourcePosition;
import org.junit.jupiter.api.Test;

class ShelvedRowCodecTest {
    private static final Row ROW = new Row(Map.of(
            "name", new Cell.Text("P1"),
            "points", new Cell.Decimal(new BigDecimal("42.5")),
            "posted", new Cell.Flag(true),
            "room", Cell.nothing()));
    private static final SourcePosition POSITION = new SourcePosition(1, 26_492_104);

    @Test
    void a_row_is_read_as_it_was_written() {
        Instant time = Instant.parse("2026-11-20T11:59:59.123456Z");
        Moment written = new Moment(POSITION, time, true);
        ShelvedRow.End end = new ShelvedRow.End(
                new Moment(new SourcePosition(2, 7), time, false), Instant.parse("2026-11-20T12:00:00.123Z"));
        for (ShelvedRow shelved :
                new ShelvedRow[] {new ShelvedRow(ROW, null, written, null), new ShelvedRow(ROW, POSITION, null, end)}) {
            assertThat(ShelvedRowCodec.read(ShelvedRowCodec.write(shelved))).isEqualTo(shelved);
        }
    }

    @Test
    void a_row_that_an_earlier_release_wrote_is_read() {
        byte[] earlier = """
                {"name":"P1","points":42.5,"posted":true,"room":null}""".getBytes(StandardCharsets.UTF_8);
        assertThat(ShelvedRowCodec.read(earlier)).isEqualTo(new ShelvedRow(ROW, null, null, null));
    }

    @Test
    void positions_that_an_earlier_release_wrote_decide_alone() {
        byte[] earlier = """
                {"row":{"name":"P1"},"came":[1,7],"written":[1,9]}""".getBytes(StandardCharsets.UTF_8);
        assertThat(ShelvedRowCodec.read(earlier).written())
                .isEqualTo(new Moment(new SourcePosition(1, 9), Instant.EPOCH, false));
    }

    @Test
    void so_is_one_that_has_a_column_that_is_called_row() {
        byte[] earlier = "{\"row\":\"P1\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(ShelvedRowCodec.read(earlier).row()).isEqualTo(new Row(Map.of("row", new Cell.Text("P1"))));
    }
}
