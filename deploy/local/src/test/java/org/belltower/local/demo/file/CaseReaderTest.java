package org.belltower.local.demo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Way;
import org.belltower.model.DistrictId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseReaderTest {
    private static final Map<DistrictId, District> DISTRICTS =
            FirstDayFiles.load().districts().stream().collect(Collectors.toMap(District::id, Function.identity()));

    private static List<CaseEvent> read(String event) {
        return parse("""
                - case: A sentence
                  row: [A6]
                  type: grade-posted
                  data: {student: maya-thompson, school: high, calendar: high-2027, course: art, term: Q2,
                         grade: {percent: 85.00}}
                  events:
                    - %s
                """.formatted(event));
    }

    /// @param events one a line
    private static List<CaseEvent> readRows(String events) {
        return parse("""
                - case: A sentence
                  row: [A6]
                  by: sis
                  type: assignment-scored
                  data: {student: maya-thompson, school: high, calendar: high-2027, assignment: arts,
                         score: {percent: 85.00}}
                  events:
                    - %s
                """.formatted(events.strip().replace("\n", "\n    - ")));
    }

    private static List<CaseEvent> parse(String text) {
        List<WrittenCase> written = YamlResources.parse("cases/x.yaml", text, new TypeReference<>() {});
        return new CaseReader("cases/x.yaml", "x", DISTRICTS)
                .read(written)
                .getFirst()
                .events();
    }

    @Test
    void an_event_lays_its_data_over_the_case_and_numbers_stay_as_written() {
        CaseEvent event = read("{at: -12h, origin: snapshot, data: {term: Q3, course: null, "
                        + "assignment: x}, refused: {status: 400}}")
                .getFirst();
        Body.Event body = (Body.Event) event.body();
        assertThat(event.name()).isEqualTo("x-01");
        assertThat(event.client()).isEqualTo("maple-sis");
        assertThat(body.at()).isEqualTo(Duration.ofHours(-12));
        assertThat(body.attributes())
                .containsEntry("id", "x-01")
                .containsEntry("source", "/sis/maple-valley")
                .containsEntry("type", "org.belltower.grade-posted.v1")
                .containsEntry("origin", "snapshot");
        assertThat(body.data().path("term").asText()).isEqualTo("Q3");
        assertThat(body.data().has("course")).isFalse();
        assertThat(body.data().at("/grade/percent").decimalValue()).isEqualTo(new BigDecimal("85.00"));
    }

    @Test
    void null_takes_an_attribute_away() {
        Body body = read("{attributes: {id: null}, refused: {status: 400, field: id}}")
                .getFirst()
                .body();
        assertThat(((Body.Event) body).attributes()).doesNotContainKey("id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {arrives: [will-phone]}                                               | the candidates for maya-thompson are [will-phone, will-tablet], not [will-phone]
            {arrives: [will-phone, will-tablet, rosa-phone]}                      | the candidates for maya-thompson are
            {arrives: [will-phone, will-watch]}                                   | arrives names will-watch, which is no device
            {arrives: [will-phone], skipped: {will-phone: REPEAT}}                | will-phone both arrives and is skipped
            {arrives: [will-phone], skipped: {will-tablet: BECAUSE}}              | will-tablet
            {arrives: [], reason: REPEAT}                                         | must say one of arrives, reason and refused
            {at: +1s}                                                             | must say one of arrives, reason and refused
            {reason: NO_AUDIENCE}                                                 | NO_AUDIENCE is for students that are not in the district
            {data: {student: nobody}, reason: REPEAT}                             | NO_AUDIENCE is for students that are not in the district
            {at: noon, reason: REPEAT}                                            | at must be +1s
            {origin: dream, reason: REPEAT}                                       | origin must be live, snapshot or backfill
            {type: grade-guessed, reason: REPEAT}                                 | type is not a change event Belltower knows
            {data: {term: null}, reason: REPEAT}                                  | term is required
            {district: elsewhere, reason: REPEAT}                                 | there is no district elsewhere
            {client: cedar-sis, reason: REPEAT}                                   | the district has no client cedar-sis
            {raw: '{', reason: REPEAT}                                            | what is raw must be refused
            {refused: {status: 200}}                                              | a refusal is a 4xx
            {reason: REPEAT, meanwhile: {will-phone: LOGGED_OUT}}                 | meanwhile goes with arrives
            {arrives: [will-phone, will-tablet], meanwhile: {will-phone: LOGGED_OUT}} | meanwhile names will-phone, which is not skipped
            {arrives: [], skipped: {will-phone: SIGNED_OUT, will-tablet: SIGNED_OUT}, meanwhile: {watch: LOGGED_OUT}} | meanwhile names watch, which is not skipped
            {data: {student: ana-ruiz}, arrives: [rosa-phone, rosa-tablet, miguel-phone], skipped: {ana-phone: NO_PORTAL}, meanwhile: {ana-phone: PORTAL_OFF}} | the user of ana-phone has no relationship to ana-ruiz
            {arives: []}                                                          | arives
            {arrives: [], arrives: []}                                            | Duplicate field 'arrives'
            """)
    void what_is_wrong_is_told_with_the_file_and_the_case(String event, String told) {
        assertThatExceptionOfType(FirstDayException.class)
                .isThrownBy(() -> read(event))
                .withMessageStartingWith("cases/x.yaml")
                .withMessageContaining(told);
    }

    @Test
    void a_row_is_the_systems_own_and_is_saved_deleted_or_called_otherwise() {
        List<CaseEvent> events = readRows("""
                {at: -1d, origin: snapshot, reason: NOT_LIVE}
                {at: +1s, reason: NO_CHANGE}
                {at: +2s, deleted: true, reason: ITEM_GONE}
                {at: +3s, formerly: arts, reason: NO_CHANGE}
                """);
        assertThat(events)
                .extracting(CaseEvent::way)
                .containsExactly(new Way.Saved(), new Way.Saved(), new Way.Deleted(), new Way.Renamed("arts"));
        assertThat(events).extracting(CaseEvent::isKnownBefore).containsExactly(true, false, false, false);
        assertThat(events).extracting(CaseEvent::client).containsOnly("sis");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {id: mine, reason: REPEAT}                                 | a row has no id
            {position: [1, 2], reason: REPEAT}                         | a row has no id, position
            {client: maple-sis, reason: REPEAT}                        | a row has no id, position, attributes, client
            {attributes: {x: y}, reason: REPEAT}                       | a row has no id, position, attributes
            {origin: backfill, at: -1d, reason: NOT_LIVE}              | a row is live, or of the snapshot
            {origin: snapshot, reason: NOT_LIVE}                       | the snapshot is before the play
            {at: -1d, reason: NO_CHANGE}                               | the snapshot is before the play
            {raw: '{', refused: {status: 400}}                         | what is no event cannot come by a row
            {refused: {status: 400}}                                   | what is no event cannot come by a row
            {at: -1d, origin: snapshot, deleted: true, reason: NOT_LIVE} | what was deleted before
            {deleted: true, formerly: arts, reason: NO_CHANGE}         | what gets another id is an assignment that is there
            {type: grade-posted, data: {assignment: null, score: null, course: art, term: Q2, grade: {percent: 1}}, formerly: a, reason: NO_CHANGE} | what gets another id is an assignment
            """)
    void what_no_row_can_do_is_told(String event, String told) {
        assertThatExceptionOfType(FirstDayException.class)
                .isThrownBy(() -> readRows(event))
                .withMessageContaining(told);
    }

    @Test
    void rows_are_changed_in_the_order_of_time_and_what_is_posted_is_no_row() {
        assertThatExceptionOfType(FirstDayException.class)
                .isThrownBy(() -> readRows("{at: +2s, reason: NO_CHANGE}\n{at: +1s, reason: NO_CHANGE}"))
                .withMessageContaining("in the order of time");
        assertThatExceptionOfType(FirstDayException.class)
                .isThrownBy(() -> read("{deleted: true, reason: ITEM_GONE}"))
                .withMessageContaining("go with by: sis");
    }

    @Test
    void a_case_is_named_when_one_of_its_events_is_wrong() {
        assertThatExceptionOfType(FirstDayException.class)
                .isThrownBy(() -> read("{arrives: []}"))
                .withMessageStartingWith("cases/x.yaml, case \"A sentence\", event 1: ");
    }
}
