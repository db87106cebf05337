package org.belltower.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.ChangeType;
import org.belltower.model.outcome.Decision;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.right.ToolRights;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a wrong message is told: the field and the rule, never the value (C7).
class BadInputTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"school":"h","calendar":"c","assignment":"a","score":{"percent":1}}                                 | student is required
            {"student":"","school":"h","calendar":"c","assignment":"a","score":{"percent":1}}                    | student must not be blank
            {"student":"\\ud800","school":"h","calendar":"c","assignment":"a","score":{"percent":1}}              | student must be well-formed Unicode
            {"student":{"id":"s"},"school":"h","calendar":"c","assignment":"a","score":{"percent":1}}            | student must be a text
            {"student":"s","school":"h","calendar":"c","assignment":"a"}                                         | score is required
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{}}                              | score.percent or letter or status is required
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":0,"status":"MISSING"}} | score.status must not stand beside percent or letter
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"letter":"A","status":"MISSING"}} | score.status must not stand beside percent or letter
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"letter":" "}}                  | score.letter must not be blank
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"letter":"A","percent":-1}}     | score.percent must not be negative
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":-1}}                  | score.percent must not be negative
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":1e99999999999}}       | score.percent is not well-formed JSON
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":"secret"}}            | score.percent must be a number
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"status":"GONE"}}               | score.status must be one of [UNGRADED, EXEMPT, DROPPED, MISSING, LATE, INCOMPLETE]
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":""}}                  | score.percent must be a number
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":true}}                | score.percent must be a number
            {"student":5,"school":"h","calendar":"c","assignment":"a","score":{"percent":1}}                     | student must be a text
            {"student":"s\uFFFD","school":"h","calendar":"c","assignment":"a","score":{"percent":1}}             | student must be well-formed Unicode
            {"student":"s","student":"t","school":"h","calendar":"c","assignment":"a","score":{"percent":1}}     | the message is not well-formed JSON (line 1, column 25)
            {"student":"s",                                                                                      | the message is not well-formed JSON (line 1, column 16)
            null                                                                                                 | the message must not be null
            []                                                                                                   | the message must be an object
            """)
    void a_wrong_message_is_told_the_field_and_the_rule(String json, String told) {
        MalformedMessageException refusal = catchThrowableOfType(
                MalformedMessageException.class,
                () -> JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), AssignmentScored.class));
        assertThat(refusal).hasMessage(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":1},"scores":1}        | scores is a field that is not known
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":1,"of":2}}            | score.of is a field that is not known
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":1,"a b":2}}           | score holds a field that is not known
            {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":1},"a b":2}           | the message holds a field that is not known
            """)
    void a_field_that_is_not_known_is_ignored_in_a_message_and_refused_where_strictness_is_asked_for(
            String json, String told) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonCodec.read(bytes, AssignmentScored.class);

        MalformedMessageException refusal = catchThrowableOfType(
                MalformedMessageException.class, () -> JsonCodec.readStrictly(bytes, AssignmentScored.class));
        assertThat(refusal).hasMessage(told);
        assertThat(catchThrowableOfType(
                        MalformedMessageException.class,
                        () -> JsonCodec.readStrictly(JsonCodec.mapper().readTree(bytes), AssignmentScored.class)))
                .hasMessage(told);
    }

    @Test
    void a_key_of_a_map_that_is_none_is_named() {
        assertThat(catchThrowableOfType(
                        MalformedMessageException.class,
                        () -> JsonCodec.read(
                                "{\"APP\": [\"READ\"]}".getBytes(StandardCharsets.UTF_8), ToolRights.class)))
                .hasMessageStartingWith("APP must be one of [");
    }

    /// Its parent keeps no rule that is not its own.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"x y":["READ"]}                                     | the message holds a field that is not known
            {"PUSH_NOTIFICATIONS":["READ"],"\u00e9":["SEE"]}     | the message holds a field that is not known
            {"PUSH_NOTIFICATIONS":["SEE"]}                       | PUSH_NOTIFICATIONS[0] must be one of
            """)
    void a_name_that_may_not_be_told_is_told_of_as_a_field_that_is_not_known(String json, String told) {
        assertThat(catchThrowableOfType(
                        MalformedMessageException.class,
                        () -> JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), ToolRights.class)))
                .hasMessageStartingWith(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a b\":{\"starts\":7}}", "{\"a b\":{\"starts\":\"24:00\"}}", "{\"a b\":{\"name\":\"\"}}"})
    void what_is_wrong_below_a_name_that_may_not_be_told_is_not_told_of_its_parent(String named) {
        String json = "{\"named\":" + named + "}";
        assertThat(catchThrowableOfType(
                        MalformedMessageException.class,
                        () -> JsonCodec.readStrictly(json.getBytes(StandardCharsets.UTF_8), Named.class)))
                .hasMessage("named holds a field that is not known");
    }

    record Named(Map<String, One> named) {
        record One(@Nullable LocalTime starts, @Nullable String name) {
            One {
                if (name != null) {
                    InvalidFieldException.text("name", name, 255);
                }
            }
        }
    }

    @Test
    void I_13_a_decimal_may_be_a_number_or_the_same_as_text() throws Exception {
        String json =
                "{\"student\":\"s\",\"school\":\"h\",\"calendar\":\"c\",\"assignment\":\"a\",\"score\":{\"percent\":%s}}";
        AssignmentScored number =
                JsonCodec.read(json.formatted("85").getBytes(StandardCharsets.UTF_8), AssignmentScored.class);
        AssignmentScored text =
                JsonCodec.read(json.formatted("\"85.00\"").getBytes(StandardCharsets.UTF_8), AssignmentScored.class);
        assertThat(text.value()).isEqualTo(number.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void json_in_another_encoding_than_utf8_is_malformed(String encoding) {
        String json =
                "{\"student\":\"s\",\"school\":\"h\",\"calendar\":\"c\",\"assignment\":\"a\",\"score\":{\"percent\":1}}";
        for (String text : List.of(json, "\uFEFF" + json)) {
            assertThat(catchThrowableOfType(
                            MalformedMessageException.class,
                            () -> JsonCodec.read(text.getBytes(Charset.forName(encoding)), AssignmentScored.class)))
                    .hasMessageStartingWith("the message is not well-formed JSON");
        }
    }

    @Test
    void the_mark_that_editors_put_before_utf8_means_nothing() throws Exception {
        String json =
                "\uFEFF{\"student\":\"s\",\"school\":\"h\",\"calendar\":\"c\",\"assignment\":\"á\",\"score\":{\"percent\":1}}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonCodec.read(bytes, AssignmentScored.class).assignment()).isEqualTo("á");
        assertThat(JsonCodec.readStrictly(bytes, AssignmentScored.class).assignment())
                .isEqualTo("á");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e-2147483648"})
    void a_number_that_no_decimal_can_be_is_malformed_wherever_it_stands(String number) {
        byte[] json = ("{\"items\":[{\"x\":" + number + "}]}").getBytes(StandardCharsets.UTF_8);
        String told = "the message holds a number that is too large or too small";
        assertThat(catchThrowableOfType(MalformedMessageException.class, () -> JsonCodec.read(json, JsonNode.class)))
                .hasMessage(told);
        assertThat(catchThrowableOfType(
                        MalformedMessageException.class, () -> JsonCodec.readStrictly(json, JsonNode.class)))
                .hasMessage(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"pushed","device":"d","person":"p"}                             | push is required
            {"kind":"pushed","person":"p","push":"8c4ca3a7-1f1c-5d7a-9d2c-0c6f7d5d8a11"} | device is required
            {"kind":"pushed","device":"d","push":"8c4ca3a7-1f1c-5d7a-9d2c-0c6f7d5d8a11"} | person is required
            {"kind":"skipped","device":"d","person":"p"}                            | reason is required
            {"kind":"skipped","person":"p","reason":"SIGNED_OUT"}                   | device is required
            {"kind":"skipped","device":"d","reason":"SIGNED_OUT"}                   | person is required
            """)
    void a_candidate_of_a_decision_is_whole(String json, String told) {
        assertThat(catchThrowableOfType(
                        MalformedMessageException.class,
                        () -> JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), Decision.Candidate.class)))
                .hasMessage(told);
    }

    @Test
    void a_message_without_a_value_is_malformed() {
        assertThat(catchThrowableOfType(
                        MalformedMessageException.class, () -> JsonCodec.read((byte[]) null, AssignmentScored.class)))
                .hasMessage("the message must not be null");
    }

    @Test
    void a_change_of_an_unknown_type_is_refused_by_name_of_the_attribute() {
        Map<String, String> headers =
                new HashMap<>(ChangeCodec.encode(Samples.gradePosted()).headers());
        headers.put(CloudEventHeaders.TYPE, "org.belltower.grade-posted.v9");
        assertThat(catchThrowableOfType(
                        MalformedMessageException.class, () -> ChangeCodec.decode(headers, new byte[] {'{', '}'})))
                .hasMessage("type is not a change event Belltower knows");
    }

    @Test
    void a_position_without_its_generation_is_refused() {
        WireRecord record = ChangeCodec.encode(Samples.gradePosted());
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.remove(CloudEventHeaders.GENERATION);
        byte[] value = record.value();
        assertThat(value).isNotNull();
        assertThat(catchThrowableOfType(MalformedMessageException.class, () -> ChangeCodec.decode(headers, value)))
                .hasMessage("position and generation must be given together");
    }

    @Test
    void unknown_fields_are_ignored_so_that_consumers_can_be_upgraded_after_producers() throws Exception {
        byte[] json = """
                {"student":"s","school":"h","calendar":"c","assignment":"a","score":{"percent":1},"new":{"x":[1]}}""".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonCodec.read(json, AssignmentScored.class).assignment()).isEqualTo("a");
    }

    @Test
    void every_change_has_exactly_one_type_name() {
        Samples.changes()
                .values()
                .forEach(change -> assertThat(
                                ChangeType.named(ChangeType.of(change).typeName()))
                        .hasValueSatisfying(type -> assertThat(type.dataClass()).isEqualTo(change.getClass())));
    }

    @Test
    void a_token_and_a_text_never_print_themselves() {
        assertThat(new DeviceToken("0a1b2c")).asString().doesNotContain("0a1b2c");
        assertThat(Samples.binding()).asString().doesNotContain("0a1b");
        assertThat(Samples.push()).asString().doesNotContain("A grade was updated");
    }
}
