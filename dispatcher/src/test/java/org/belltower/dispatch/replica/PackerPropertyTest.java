package org.belltower.dispatch.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever is written is read again, and takes what it should.
class PackerPropertyTest {
    private static Unpacker reader(Packer packer) {
        return new Unpacker(packer.packed(), 0);
    }

    private static int sizeOf(String text) {
        Packer packer = new Packer(1);
        packer.text(text);
        return packer.size();
    }

    private static int sizeOf(LocalDate day) {
        Packer packer = new Packer(1);
        packer.day(day);
        return packer.size();
    }

    @Property
    void numbers(@ForAll long one, @ForAll long other) {
        Packer packer = new Packer(1);
        packer.number(one);
        packer.number(other);
        Unpacker reader = reader(packer);
        assertThat(reader.number()).isEqualTo(one);
        assertThat(reader.number()).isEqualTo(other);
        assertThat(reader.at()).isEqualTo(packer.size());
    }

    @Property
    void texts_of_any_alphabet(@ForAll("texts") String text, @ForAll("texts") String after) {
        Packer packer = new Packer(1);
        packer.text(text);
        packer.text(after);
        Unpacker reader = reader(packer);
        assertThat(reader.text()).isEqualTo(text);
        assertThat(reader.text()).isEqualTo(after);
        Unpacker skipping = reader(packer);
        skipping.skipText();
        assertThat(skipping.text()).isEqualTo(after);
    }

    @Property
    void instants(@ForAll("instants") Instant instant) {
        Packer packer = new Packer(1);
        packer.instant(instant);
        assertThat(reader(packer).instant()).isEqualTo(instant);
    }

    @Property
    void days(@ForAll("days") LocalDate day) {
        Packer packer = new Packer(1);
        packer.day(day);
        assertThat(reader(packer).day()).isEqualTo(day);
    }

    @Example
    void what_is_usual_is_short() {
        assertThat(sizeOf("")).isEqualTo(1);
        assertThat(sizeOf("4711004711")).isEqualTo(1 + 5);
        assertThat(sizeOf("3f2c9a4e-0b7d-4c1a-9e55-8d6f10b2a7c3")).isEqualTo(2 + 20);
        assertThat(sizeOf("3F2C9A4E-0B7D-4C1A-9E55-8D6F10B2A7C3")).isEqualTo(2 + 20);
        assertThat(sizeOf("0f".repeat(32))).isEqualTo(2 + 32);
        assertThat(sizeOf("cK3_-" + ":APA91b".repeat(22))).isLessThan(128);
        assertThat(sizeOf("größer")).isEqualTo(1 + 8);
        assertThat(sizeOf(LocalDate.of(1900, 1, 1))).isEqualTo(3);
        assertThat(sizeOf(LocalDate.of(2044, 11, 21))).isEqualTo(3);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                in("0123456789abcdef"),
                in("0123456789abcdef-"),
                in("0123456789ABCDEF-"),
                in("0"),
                in("_:-zZ9"),
                Arbitraries.strings().ascii().ofMaxLength(300),
                Arbitraries.strings()
                        .all()
                        .excludeChars('\uFFFD')
                        .ofMaxLength(300)
                        .filter(PackerPropertyTest::isWellFormed));
    }

    private static Arbitrary<String> in(String alphabet) {
        return Arbitraries.strings().withChars(alphabet).ofMaxLength(300);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Provide
    static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    @Provide
    static Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
