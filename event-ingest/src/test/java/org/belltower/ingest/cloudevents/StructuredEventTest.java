package org.belltower.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.cloudevents.Requests.candidate;
import static org.belltower.ingest.cloudevents.Requests.gradeWith;
import static org.belltower.ingest.cloudevents.Requests.refusal;
import static org.belltower.ingest.cloudevents.Requests.structured;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.belltower.model.CalendarId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Score;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredEventTest {
    private static final GradePosted CHANGE = new GradePosted(
            new StudentId("s-1"),
            new SchoolId("high"),
            new CalendarId("high-2027"),
            "math",
            "Q2",
            new Score.Percent(new BigDecimal("84.5")));

    @Test
    void an_event_is_read_wholly() {
        assertThat(structured(Requests.GRADE))
                .isEqualTo(new Reading.Candidate(
                        "e-1",
                        "/sis/north",
                        new EventOrder(Instant.parse("2026-11-20T12:00:00Z"), null),
                        Origin.LIVE,
                        List.of(),
                        CHANGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "7", "\"0000000000000000007\""})
    void a_position_may_be_a_number_or_a_text_of_digits(String position) {
        String event = gradeWith("generation", "\"2\"").replaceFirst("\\{", "{\"position\":" + position + ",");
        assertThat(candidate(structured(event)).order().position()).isEqualTo(new SourcePosition(2, 7));
    }

    @Test
    void the_first_and_the_last_time_are_read() {
        for (String time : List.of("1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z")) {
            assertThat(candidate(structured(gradeWith("time", '"' + time + '"')))
                            .order()
                            .time())
                    .isEqualTo(Instant.parse(time));
        }
    }

    @Test
    void I_16_a_position_is_a_number_as_far_as_numbers_are_exact_and_a_text_up_to_64_bits() {
        assertThat(candidate(structured(positioned("9007199254740991"))).order().position())
                .isEqualTo(new SourcePosition(9_007_199_254_740_991L, 9_007_199_254_740_991L));
        // Nanoseconds of an epoch, a time of MongoDB, the last one.
        for (long text : new long[] {1_763_726_400_000_000_000L, 7_575_148_800_000_000_000L, Long.MAX_VALUE}) {
            assertThat(candidate(structured(positioned('"' + Long.toString(text) + '"')))
                            .order()
                            .position())
                    .isEqualTo(new SourcePosition(text, text));
        }
    }

    /// Who counts in doubles may have meant another one: two positions would be the same.
    @Test
    void I_16_a_number_that_a_double_does_not_tell_from_its_neighbour_is_refused() {
        String told = " must be a text if it is more than 9007199254740991";
        for (String number : List.of("9007199254740992", "9223372036854775807")) {
            assertThat(refusal(structured(positioned(number))).errors())
                    .extracting(Problem.FieldError::detail)
                    .containsExactlyInAnyOrder("generation" + told, "position" + told);
        }
    }

    private static String positioned(String number) {
        return gradeWith("generation", number).replaceFirst("\\{", "{\"position\":" + number + ",");
    }

    @ParameterizedTest
    @CsvSource({"live,LIVE", "snapshot,SNAPSHOT", "backfill,BACKFILL"})
    void an_origin_is_read(String text, Origin origin) {
        assertThat(candidate(structured(gradeWith("origin", '"' + text + '"'))).origin())
                .isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T06:00:00-06:00",
                "2026-11-20t12:00:00z",
                "2026-11-20T12:00:00.000000000Z",
                "2026-11-20T12:00:00-00:00"
            })
    void a_time_may_have_any_offset(String time) {
        assertThat(candidate(structured(gradeWith("time", '"' + time + '"')))
                        .order()
                        .time())
                .isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
    }

    @Test
    void attributes_that_mean_nothing_here_are_let_through_and_null_is_the_same_as_absent() {
        String event = gradeWith("traceparent", "\"00-ab-cd-01\"")
                .replaceFirst("\\{", "{\"subject\":\"s-1\",\"partition\":3,\"sampled\":true,\"origin\":null,");
        assertThat(candidate(structured(event)).change()).isEqualTo(CHANGE);
    }

    @Test
    void a_district_in_the_event_is_a_claim_that_decides_nothing() {
        String event = gradeWith("district", "\"south\"").replace("\"student\"", "\"district\":\"west\",\"student\"");
        assertThat(candidate(structured(event)).districts())
                .containsExactly(new DistrictClaim("district", "south"), new DistrictClaim("data.district", "west"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            specversion     | ``                                | specversion is required
            specversion     | "0.3"                             | specversion must be 1.0
            specversion     | 1.0                               | specversion must be a text, a whole number or a boolean
            id              | ``                                | id is required
            id              | null                              | id is required
            id              | ""                                | id must not be blank
            id              | " e"                              | id must not hold control characters or begin or end with a blank
            id              | "e\\r\\nx: y"                     | id must not hold control characters or begin or end with a blank
            id              | "\\ud800"                         | id must be well-formed Unicode
            id              | {"a":1}                           | id must be a text, a whole number or a boolean
            source          | ``                                | source is required
            source          | "/sis/north/../south"             | source must not have . or .. in its path
            source          | "/sis/north/%2e%2E/south"         | source must not have . or .. in its path
            source          | "/sis/./north"                    | source must not have . or .. in its path
            source          | "/sis north"                      | source must be a URI reference
            source          | "http://[x"                       | source must be a URI reference
            type            | ``                                | type is required
            type            | "org.belltower.grade-posted.v9"   | type is not a change event Belltower knows
            type            | true                              | type is not a change event Belltower knows
            time            | ``                                | time is required
            time            | "yesterday"                       | time must be an RFC 3339 timestamp
            time            | "2026-11-20T12:00:00"             | time must be an RFC 3339 timestamp
            time            | "2026-11-20T12:00Z"               | time must be an RFC 3339 timestamp
            time            | "2026-02-30T12:00:00Z"            | time must be an RFC 3339 timestamp
            time            | "+999999999-01-01T00:00:00Z"      | time must be an RFC 3339 timestamp
            time            | "2026-11-20T12:00:00+99:00"       | time must be an RFC 3339 timestamp
            time            | "٢٠٢٦-11-20T12:00:00Z"            | time must be an RFC 3339 timestamp
            time            | 1763640000                        | time must be an RFC 3339 timestamp
            time            | "0000-01-01T00:00:00Z"            | time must be a time from 1970 on
            time            | "1969-12-31T23:59:59.999999999Z"  | time must be a time from 1970 on
            time            | "1970-01-01T00:00:00+00:01"       | time must be a time from 1970 on
            datacontenttype | "application/xml"                 | datacontenttype must be application/json
            datacontenttype | "application/cloudevents+json"    | datacontenttype must be application/json
            origin          | "LIVE"                            | origin must be live, snapshot or backfill
            origin          | ""                                | origin must be live, snapshot or backfill
            Origin          | "backfill"                        | attributes must have names of lower-case letters and digits
            trace-parent    | "x"                               | attributes must have names of lower-case letters and digits
            note            | {"a":1}                           | note must be a text, a whole number or a boolean
            note            | 1.5                               | note must be a text, a whole number or a boolean
            generation      | "1"                               | position is required: generation and position are given together
            position        | "1"                               | generation is required: generation and position are given together
            position        | "-1"                              | position must be a whole number from 0 up
            position        | -1                                | position must be a whole number from 0 up
            position        | "+1"                              | position must be a whole number from 0 up
            position        | "١"                               | position must be a whole number from 0 up
            position        | 1e999999999                       | position must be a text, a whole number or a boolean
            position        | "9223372036854775808"             | position must be a whole number from 0 up
            position        | 99999999999999999999              | position must be a whole number from 0 up
            district        | ["north"]                         | district must be a text, a whole number or a boolean
            data            | ``                                | data is required
            data            | null                              | data is required
            data            | []                                | data must be a JSON object
            data            | "{}"                              | data must be a JSON object
            data            | {}                                | data.student is required
            data            | {"student":["s"]}                 | data.student must be a text
            data_base64     | "e30="                            | data_base64 must not be there: data is a JSON object
            """)
    void a_wrong_field_is_told_by_name(String field, String json, String told) {
        Problem problem = refusal(structured(gradeWith(field, json)));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo(told);
        assertThat(problem.errors()).extracting(Problem.FieldError::detail).containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            84.5            | 84.50                | -
            84.5            | 1e999999999          | data.grade.percent must not have more than 12 digits before the point
            84.5            | -1                   | data.grade.percent must not be negative
            84.5            | 1e-999999999         | data.grade.percent must not have more than 6 digits after the point
            {"percent":84.5}| "A"                  | data.grade must be an object
            {"percent":84.5}| {"status":"SECRET"}  | data.grade.status must be one of [UNGRADED, EXEMPT, DROPPED, MISSING, LATE, INCOMPLETE]
            "s-1"           | " "                  | data.student must not be blank
            """)
    void a_wrong_value_in_the_data_is_told_by_its_path(String from, String to, String told) {
        String event = gradeWith("x", "1").replace(from, to);
        if (told.equals("-")) {
            assertThat(candidate(structured(event)).change()).isEqualTo(CHANGE);
        } else {
            assertThat(refusal(structured(event)).detail()).isEqualTo(told);
        }
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_but_not_without_end() {
        assertThat(refusal(structured("{}")).errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("specversion", "id", "source", "time", "type");
        StringBuilder many = new StringBuilder("{\"id\":\"e\"");
        for (int i = 0; i < 1_000; i++) {
            many.append(",\"x").append(i).append("\":[]");
        }
        assertThat(refusal(structured(many.append('}').toString())).errors()).hasSize(20);
    }

    @Test
    void the_id_of_an_unreadable_event_is_told_if_it_is_one() {
        assertThat(structured(gradeWith("time", ""))).hasFieldOrPropertyWithValue("id", "e-1");
        assertThat(structured(gradeWith("id", "\" \""))).hasFieldOrPropertyWithValue("id", null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                              | The event is not well-formed JSON (line 1, column 2).
            ``                             | The event is not well-formed JSON.
            []                             | The event must be a JSON object.
            "x"                            | The event must be a JSON object.
            null                           | The event must be a JSON object.
            {} {}                          | The event is not well-formed JSON (line 1, column 4).
            {"id":NaN}                     | The event is not well-formed JSON (line 1, column 10).
            {'id':1}                       | The event is not well-formed JSON (line 1, column 2).
            {"x":1e99999999999}            | The event holds a number that is too large or too small.
            {"x":1e-99999999999}           | The event holds a number that is too large or too small.
            {"id":1,}                      | The event is not well-formed JSON (line 1, column 9).
            {"id":"1","id":"2"}            | id is given twice, or holds a name twice
            {"data":{"a":{"b":1,"b":2}}}   | data is given twice, or holds a name twice
            {"A b":1,"A b":2}              | The event is given twice, or holds a name twice.
            {"id":"a\u0000b"}               | The event is not well-formed JSON (line 1, column 9).
            """)
    void what_is_no_json_object_is_refused(String body, String told) {
        Problem problem =
                refusal(Requests.read(ContentMode.STRUCTURED, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void nesting_without_end_is_refused(String open) {
        String event = "{\"data\":" + open.repeat(10_000);
        assertThat(refusal(Requests.read(ContentMode.STRUCTURED, Map.of(), event.getBytes(StandardCharsets.UTF_8)))
                        .detail())
                .contains("nested too deep");
    }

    @Test
    void a_number_without_end_is_refused() {
        String event = "{\"position\":" + "9".repeat(60_000) + "}";
        assertThat(refusal(Requests.read(ContentMode.STRUCTURED, Map.of(), event.getBytes(StandardCharsets.UTF_8)))
                        .detail())
                .contains("too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "eda080", "c0af", "feff007b007d", "fffe7b007d00", "80"})
    void a_body_that_is_not_utf8_is_refused(String hex) {
        assertThat(refusal(Requests.read(
                                ContentMode.STRUCTURED,
                                Map.of(),
                                java.util.HexFormat.of().parseHex(hex)))
                        .detail())
                .isEqualTo("The body is not UTF-8.");
    }

    @Test
    void utf16_is_no_json_even_where_its_bytes_are_utf8() {
        byte[] body = Requests.GRADE.getBytes(StandardCharsets.UTF_16BE);
        assertThat(refusal(Requests.read(ContentMode.STRUCTURED, Map.of(), body))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_event_of_exactly_the_limit_is_read_and_one_byte_more_is_not() {
        String padded = Requests.GRADE + " ".repeat(Requests.LIMITS.eventBytes() - Requests.GRADE.length());
        assertThat(structured(padded)).isInstanceOf(Reading.Candidate.class);
        assertThat(refusal(Requests.read(
                                ContentMode.STRUCTURED, Map.of(), (padded + " ").getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(413);
    }
}
