package org.belltower.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.cloudevents.Requests.DATA;
import static org.belltower.ingest.cloudevents.Requests.binary;
import static org.belltower.ingest.cloudevents.Requests.candidate;
import static org.belltower.ingest.cloudevents.Requests.refusal;
import static org.belltower.ingest.cloudevents.Requests.structured;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryEventTest {
    private static final Map<String, List<String>> HEADERS = Map.of(
            "ce-specversion", List.of("1.0"),
            "CE-ID", List.of("e-1"),
            "ce-source", List.of("/sis/north"),
            "Ce-Type", List.of("org.belltower.grade-posted.v1"),
            "ce-time", List.of("2026-11-20T12:00:00Z"),
            "Content-Type", List.of("application/json"),
            "X-Other", List.of("a", "b"));

    private static Map<String, List<String>> with(String name, String... values) {
        Map<String, List<String>> headers = new HashMap<>(HEADERS);
        headers.put(name, List.of(values));
        return headers;
    }

    @Test
    void an_event_is_the_same_in_binary_as_in_structured_mode() {
        assertThat(binary(HEADERS, DATA)).isEqualTo(structured(Requests.GRADE));
    }

    @Test
    void a_header_is_percent_decoded() {
        assertThat(candidate(binary(with("CE-ID", "%C3%A9%201"), DATA)).id()).isEqualTo("é 1");
    }

    @Test
    void extensions_stand_in_headers_too() {
        Map<String, List<String>> headers = with("ce-generation", "2");
        headers.put("ce-position", List.of("7"));
        headers.put("ce-district", List.of("south"));
        Reading.Candidate candidate = candidate(binary(headers, DATA));
        assertThat(candidate.order().position()).isEqualTo(new SourcePosition(2, 7));
        assertThat(candidate.districts()).containsExactly(new DistrictClaim("district", "south"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CE-ID              | e%0d%0aSet-Cookie:%20x | id must not hold control characters or begin or end with a blank
            CE-ID              | %00                    | id must not hold control characters or begin or end with a blank
            CE-ID              | %ED%A0%80              | id must be ASCII with UTF-8 percent-encoded
            CE-ID              | é                      | id must be ASCII with UTF-8 percent-encoded
            ce-time            | now                    | time must be an RFC 3339 timestamp
            ce-datacontenttype | text/plain             | datacontenttype must be application/json
            ce-data            | {}                     | attributes must have names of lower-case letters and digits
            ce-data_base64     | e30=                   | attributes must have names of lower-case letters and digits
            ce-trace-parent    | x                      | attributes must have names of lower-case letters and digits
            ce-                | x                      | attributes must have names of lower-case letters and digits
            """)
    void a_wrong_header_is_told_by_its_attribute(String header, String value, String told) {
        assertThat(refusal(binary(with(header, value), DATA)).detail()).isEqualTo(told);
    }

    @Test
    void an_attribute_given_twice_is_refused() {
        assertThat(refusal(binary(with("CE-ID", "e-1", "e-2"), DATA)).detail()).isEqualTo("id must be given once");
    }

    @Test
    void json_without_any_attribute_is_told_all_that_is_missing() {
        assertThat(refusal(binary(Map.of(), DATA)).errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("specversion", "id", "source", "time", "type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``      | data is required
            ` `     | data is required
            null    | data is required
            []      | data must be a JSON object
            7       | data must be a JSON object
            """)
    void data_that_is_no_object_is_refused(String data, String told) {
        assertThat(refusal(binary(HEADERS, data)).detail()).isEqualTo(told);
    }

    @Test
    void data_that_is_no_json_is_refused() {
        assertThat(refusal(Requests.read(ContentMode.BINARY, HEADERS, "{".getBytes(StandardCharsets.UTF_8)))
                        .detail())
                .isEqualTo("The body is not well-formed JSON (line 1, column 2).");
    }
}
