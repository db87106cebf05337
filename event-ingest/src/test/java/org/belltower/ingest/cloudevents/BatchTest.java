package org.belltower.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.ingest.cloudevents.Requests.GRADE;
import static org.belltower.ingest.cloudevents.Requests.batch;
import static org.belltower.ingest.cloudevents.Requests.refusal;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
    private static final Reading READ = Requests.structured(GRADE);

    private static Problem whole(String body) {
        return refusal(Requests.read(ContentMode.BATCH, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void each_event_is_read_in_order() {
        assertThat(batch("[" + GRADE + " ,\n" + GRADE.replace("e-1", "e-2") + "]"))
                .extracting(reading -> Requests.candidate(reading).id())
                .containsExactly("e-1", "e-2");
    }

    @Test
    void a_batch_of_none_is_a_batch() {
        assertThat(batch(" [ ] ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7                             | The event must be a JSON object.
            null                          | The event must be a JSON object.
            "a ] } , text"                | The event must be a JSON object.
            [[{"id":1}]]                  | The event must be a JSON object.
            {"id":"1","id":"2"}           | id is given twice, or holds a name twice
            {"data":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]} | The event is nested too deep, or a number or name in it is too long.
            """)
    void one_bad_event_never_touches_the_others(String bad, String told) {
        List<Reading> readings = batch("[" + GRADE + "," + bad + "," + GRADE + "]");
        assertThat(readings).hasSize(3);
        assertThat(readings.get(0)).isEqualTo(READ);
        assertThat(refusal(readings.get(1)).detail()).isEqualTo(told);
        assertThat(readings.get(2)).isEqualTo(READ);
    }

    @Test
    void an_event_over_the_limit_is_refused_alone_and_measured_in_bytes() {
        int room = Requests.LIMITS.eventBytes() - GRADE.length() - ",\"note\":\"\"".length();
        // The euro sign has three bytes, the smiley four, one in UTF-16's two halves each counted as two.
        String most = "€😀".repeat(room / 7) + "x".repeat(room % 7);
        String fits = GRADE.replaceFirst("\\}\\}\\}$", "}},\"note\":\"" + most + "\"}");
        assertThat(fits.getBytes(StandardCharsets.UTF_8)).hasSize(Requests.LIMITS.eventBytes());
        List<Reading> readings =
                batch("[" + fits + "," + fits.replace("\"note\":\"", "\"note\":\"y") + "," + GRADE + "]");
        assertThat(readings.get(0)).isEqualTo(READ);
        assertThat(refusal(readings.get(1)).status()).isEqualTo(413);
        assertThat(readings.get(2)).isEqualTo(READ);
    }

    @Test
    void a_batch_of_too_many_is_refused_as_a_whole() {
        assertThat(batch("[" + String.join(",", Collections.nCopies(1_000, "{}")) + "]"))
                .hasSize(1_000);
        assertThat(whole("[" + String.join(",", Collections.nCopies(1_001, "{}")) + "]"))
                .isEqualTo(Problem.of(413, "Content Too Large", "A batch must not hold more than 1000 events."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``           | The batch must be a JSON array of events.
            {}           | The batch must be a JSON array of events.
            [            | The batch is not well-formed JSON (line 1, column 2).
            [{}          | The batch is not well-formed JSON (line 1, column 4).
            [{},]        | The batch is not well-formed JSON (line 1, column 5).
            [{}] []      | The batch is not well-formed JSON.
            [{}}]        | The batch is not well-formed JSON (line 1, column 4).
            [{"a":01}]   | The batch is not well-formed JSON (line 1, column 8).
            ["\u0000"]   | The batch is not well-formed JSON (line 1, column 3).
            """)
    void what_is_no_json_array_is_refused_as_a_whole(String body, String told) {
        Problem problem = whole(body);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo(told);
    }

    @Test
    void nesting_without_end_is_refused_as_a_whole() {
        assertThat(whole("[".repeat(1_000_000)).detail()).isEqualTo("The batch is nested too deep.");
    }

    @Test
    void a_body_over_the_limit_is_refused_as_a_whole() {
        assertThat(whole("[" + " ".repeat(1024 * 1024)).status()).isEqualTo(413);
    }
}
