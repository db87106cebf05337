package org.belltower.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.belltower.model.wire.JsonCodec;

/// Whatever comes in, something is answered, and what was sent is not in the answer. jqwik prints the seed.
class AnyInputTest {
    private static final String SECRET = "Zaphod";
    private static final String EVENT = """
            {"specversion":"1.0","id":"Zaphod","source":"/sis/Zaphod","type":"org.belltower.attendance-recorded.v1",
             "time":"2026-11-20T12:00:00Z","origin":"backfill","generation":"2","position":7,"zzz":"Zaphod",
             "data":{"student":"Zaphod","school":"Zaphod","calendar":"Zaphod","date":"2026-11-20","period":"Zaphod",
                     "status":"TARDY","excuse":"EXCUSED","more":["Zaphod",1.5e3,null,{"Zaphod":true}]}}""";
    private static final List<String> JSON_BITS = List.of(
            "null",
            "{}",
            "[]",
            "\"Zaphod\"",
            "1e999999999",
            "-1e-999999999",
            "-0",
            "true",
            "\"\\ud800\"",
            "{\"a\":{}}",
            "99999999999999999999999",
            "20261120",
            "1.5",
            "[2026,11,20]",
            "[999999999999,1,1]",
            "\"\"",
            "[[[]]]");

    @Property(tries = 5_000)
    void bytes_changed_anywhere_never_make_it_throw(@ForAll @Size(max = 4) List<Integer> places, @ForAll byte[] bytes) {
        byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < places.size() && bytes.length > 0; i++) {
            body[Math.floorMod(places.get(i), body.length)] = bytes[i % bytes.length];
        }
        readAll(body);
    }

    @Property(tries = 5_000)
    void values_exchanged_for_others_never_make_it_throw_and_are_not_repeated(@ForAll Random random) {
        String body = EVENT;
        for (int i = 0; i <= random.nextInt(3); i++) {
            body = exchanged(body, random);
        }
        readAll(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String exchanged(String json, Random random) {
        String bit = JSON_BITS.get(random.nextInt(JSON_BITS.size()));
        String[] values = json.split("(?<=:)(?=[\"\\d\\[{])");
        int chosen = 1 + random.nextInt(values.length - 1);
        values[chosen] = values[chosen].replaceFirst("^(\"[^\"]*\"|\\d[^,}]*|\\[[^]]*\\]|\\{)", "");
        values[chosen] = bit + values[chosen];
        return String.join("", Arrays.asList(values));
    }

    private static void readAll(byte[] body) {
        byte[] batch =
                ("[" + new String(body, StandardCharsets.ISO_8859_1) + "]").getBytes(StandardCharsets.ISO_8859_1);
        check(Requests.read(ContentMode.STRUCTURED, Map.of(), body));
        check(Requests.read(ContentMode.BATCH, Map.of(), batch));
        String header = new String(body, StandardCharsets.ISO_8859_1);
        check(Requests.read(ContentMode.BINARY, Map.of("ce-id", List.of(header), "ce-" + header, List.of("x")), body));
    }

    private static void check(RequestReading reading) {
        switch (reading) {
            case RequestReading.Refused refused -> notRepeated(refused.problem());
            case RequestReading.Events events -> events.readings().forEach(AnyInputTest::check);
        }
    }

    private static void check(Reading reading) {
        switch (reading) {
            case Reading.Candidate _ -> {}
            case Reading.Unreadable unreadable -> notRepeated(unreadable.problem());
        }
    }

    private static void notRepeated(Object problem) {
        assertThat(new String(JsonCodec.write(problem), StandardCharsets.UTF_8)).doesNotContain(SECRET);
    }
}
