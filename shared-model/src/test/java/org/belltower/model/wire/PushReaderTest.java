package org.belltower.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.gate.Place;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The quick reader gives what the general one gives, or nothing.
class PushReaderTest {
    private static final byte[] TELLING = "{}[]\",:\\019-+.eZTnt \u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    static Stream<Push> pushes() {
        PushCause inCalendar = change(
                new Place.InCalendar(Samples.SCHOOL, Samples.CALENDAR),
                LocalDate.of(2028, 2, 29),
                Instant.parse("2026-11-20T11:59:58.123456789Z"));
        PushCause open = change(new Place.InCalendar(Samples.SCHOOL, Samples.CALENDAR), null, null);
        PushCause enrolled =
                change(new Place.Enrolled(Set.of(new CalendarId("b"), new CalendarId("a"))), null, Samples.NOON);
        PushCause nowhere = change(new Place.Enrolled(Set.of()), LocalDate.of(1999, 12, 31), null);
        return Stream.concat(
                Stream.of(inCalendar, open, enrolled, nowhere, new PushCause.TestCause())
                        .map(cause -> push(cause, "Grades", "A grade was updated.")),
                Stream.of(Samples.detailedPush()));
    }

    private static PushCause change(Place place, @Nullable LocalDate until, @Nullable Instant accepted) {
        return new PushCause.ChangeCause(Samples.EVENT, Category.GRADES, Samples.STUDENT, 12, place, until, accepted);
    }

    private static Push push(PushCause cause, String title, String body) {
        return new Push(
                Samples.PUSH,
                Samples.DISTRICT,
                Samples.DEVICE,
                Samples.GUARDIAN,
                3,
                cause,
                Area.GRADES,
                title,
                body,
                Samples.NOON.plusMillis(7),
                Samples.NOON.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @MethodSource("pushes")
    void a_push_as_it_is_written_is_read_quickly_and_is_the_same(Push push) {
        assertThat(PushReader.read(JsonCodec.write(push))).isEqualTo(push);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00dcbung \"heute\"", "\u0635\u0641", "a\\b\n\tc", "\ud83d\ude00", ""})
    void texts_are_read_whatever_stands_in_them(String text) {
        Push push = push(new PushCause.TestCause(), text, text + text);
        assertThat(PushReader.read(JsonCodec.write(push))).isEqualTo(push);
    }

    /// Each byte in turn is left out, doubled, and replaced by each of those that mean something.
    @ParameterizedTest
    @MethodSource("pushes")
    void a_byte_that_is_not_as_it_is_written_never_makes_it_another_push(Push push) {
        byte[] written = JsonCodec.write(push);
        for (int at = 0; at < written.length; at++) {
            byte[] before = Arrays.copyOf(written, at);
            byte[] after = Arrays.copyOfRange(written, at + 1, written.length);
            assertSame(joined(before, after));
            assertSame(joined(before, new byte[] {written[at], written[at]}, after));
            for (byte telling : TELLING) {
                assertSame(joined(before, new byte[] {telling}, after));
            }
        }
    }

    @Test
    void several_bytes_that_are_not_as_they_are_written_never_make_it_another_push() {
        Random chance = new Random(20_261_122);
        byte[][] all = pushes().map(JsonCodec::write).toArray(byte[][]::new);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = all[chance.nextInt(all.length)].clone();
            for (int change = 1 + chance.nextInt(4); change > 0; change--) {
                changed[chance.nextInt(changed.length)] = TELLING[chance.nextInt(TELLING.length)];
            }
            assertSame(changed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"area\":\"GRADES\"}",
                "{\"area\":\"GRADES\",\"area\":\"GRADES\",\"body\":\"b\"}",
                "{\"body\":\"b\",\"area\":\"GRADES\"}"
            })
    void what_is_no_push_as_it_is_written_is_left_to_the_general_reader(String json) {
        assertThat(PushReader.read(json.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void what_stands_behind_the_push_is_left_to_the_general_reader() {
        byte[] written = JsonCodec.write(push(new PushCause.TestCause(), "Test", "It works."));
        assertThat(PushReader.read(joined(written, "{}".getBytes(StandardCharsets.UTF_8))))
                .isNull();
    }

    private static void assertSame(byte[] json) {
        Push quick = PushReader.read(json);
        if (quick != null) {
            assertThat(quick).as(() -> new String(json, StandardCharsets.UTF_8)).isEqualTo(general(json));
        }
    }

    private static Object general(byte[] json) {
        try {
            return JsonCodec.read(json, Push.class);
        } catch (MalformedMessageException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static byte[] joined(byte[]... parts) {
        byte[] joined = new byte[Stream.of(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
