package org.belltower.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// B11: what is read is what stands there, and what is odd is refused (X.690, clauses 8 and 10).
class DerReaderTest {
    private static DerReader reader(String hex) {
        return new DerReader(HexFormat.of().parseHex(hex));
    }

    private static void refused(String hex, Function<DerReader, ?> read) {
        assertThatIllegalArgumentException()
                .as(hex)
                .isThrownBy(() -> read.apply(reader(hex)))
                .withNoCause();
    }

    @Test
    void elements_are_read_one_after_the_other() {
        DerReader sequence = reader("3009020203e8040161" + "0500").in(DerReader.SEQUENCE);
        assertThat(sequence.count()).isEqualTo(1000);
        assertThat(sequence.isNext(DerReader.OCTETS)).isTrue();
        assertThat(sequence.in(DerReader.OCTETS).rest()).isEqualTo(new byte[] {'a'});
        assertThat(sequence.in(DerReader.NULL).hasMore()).isFalse();
        sequence.end();
    }

    @Test
    void lengths_of_one_and_two_octets_more_are_read() {
        assertThat(reader("048180" + "00".repeat(0x80)).in(DerReader.OCTETS).rest())
                .hasSize(0x80);
        assertThat(reader("04820100" + "00".repeat(0x100)).in(DerReader.OCTETS).rest())
                .hasSize(0x100);
    }

    @Test
    void lengths_that_are_odd_or_reach_beyond_are_refused() {
        Function<DerReader, ?> octets = reader -> reader.in(DerReader.OCTETS);
        refused("", octets);
        refused("04", octets);
        refused("0402ff", octets);
        refused("0480ff0000", octets);
        refused("0481", octets);
        refused("04817f" + "00".repeat(0x7f), octets);
        refused("048200ff" + "00".repeat(0xff), octets);
        refused("0483000001ff", octets);
        refused("24030401ff", octets);
        refused("3003040200", sequence -> sequence.in(DerReader.SEQUENCE).in(DerReader.OCTETS));
    }

    @Test
    void counts_are_of_four_octets_at_most_and_as_short_as_can_be() {
        assertThat(reader("020100").count()).isZero();
        assertThat(reader("02047fffffff").count()).isEqualTo(Integer.MAX_VALUE);
        assertThat(reader("02020080").count()).isEqualTo(128);
        refused("0200", DerReader::count);
        refused("0201ff", DerReader::count);
        refused("02020001", DerReader::count);
        refused("02050080000000", DerReader::count);
        refused("0204ffffffff", DerReader::count);
    }

    @Test
    void identifiers_are_read_with_their_dots() {
        for (String oid : new String[] {GivenP12.PBES2, GivenP12.SHA256, "0.9.2342", "1.3.14.3.2.26", "2.999.3"}) {
            assertThat(new DerReader(GivenP12.oid(oid)).oid()).isEqualTo(oid);
        }
        refused("06028001", DerReader::oid);
        refused("060186", DerReader::oid);
        refused("0606ffffffffff7f", DerReader::oid);
    }

    @Test
    void what_is_left_over_is_refused() {
        refused("0500", reader -> {
            reader.end();
            return reader;
        });
    }
}
