package org.belltower.ingest.sis.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.RowChange;
import org.belltower.ingest.sis.RowChange.Kind;
import org.belltower.ingest.sis.RowChange.LogPlace;
import org.belltower.ingest.sis.RowChange.Operation;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Score;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.change.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MapperTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final SourceMapping NORTH = Mappings.north();

    private static final Row ENROLLMENT =
            row(Map.of("enrollment_id", 7, "student_id", 1001, "calendar_id", "high-2027", "grade_level", 9));
    private static final Row SCORE = row(Map.of(
            "score_id",
            17,
            "enrollment_id",
            7,
            "assignment_id",
            "essay-3",
            "points",
            "42.50",
            "posted",
            true,
            "flag",
            ""));
    private static final Row ABSENCE = row(Map.of(
            "attendance_id", 3, "enrollment_id", 7, "period_id", 1, "day", "2026-11-20", "code", "A", "excuse", "U"));

    private final Tables tables = new Tables()
            .with("sis.enrollment", ENROLLMENT)
            .with("sis.enrollment", row(Map.of("enrollment_id", 8, "student_id", 1002, "calendar_id", "high-2027")))
            .with("sis.calendar", row(Map.of("calendar_id", "high-2027", "school_id", "high")))
            .with("sis.assignment", row(Map.of("assignment_id", "essay-3", "points_possible", "50")))
            .with("sis.assignment", row(Map.of("assignment_id", "essay-4", "points_possible", 0)))
            .with("sis.period", row(Map.of("period_id", 1, "name", "P1", "instructional", true)))
            .with("sis.period", row(Map.of("period_id", 2, "name", "P2", "instructional", true)))
            .with("sis.period", row(Map.of("period_id", 9, "name", "Lunch", "instructional", false)));
    private final Mapper mapper = new Mapper(NORTH, tables.captured);

    @Test
    void C5_a_score_becomes_an_event_about_the_student_of_its_enrollment() {
        assertThat(written("sis.score", SCORE, null))
                .isEqualTo(new Mapped.Events(
                        List.of(new ChangeEvent(
                                new DistrictId("north"),
                                new EventId("sis-north", "/sis/north", "sis.score/17@2.500/assignment-scored"),
                                new EventOrder(NOON, new SourcePosition(2, 500)),
                                Origin.LIVE,
                                scored("1001", "essay-3", new Score.Percent(new BigDecimal("85"))))),
                        false));
    }

    @Test
    void A4_a_row_of_a_snapshot_is_not_live() {
        for (Kind kind : List.of(Kind.SNAPSHOT, Kind.INCREMENTAL_SNAPSHOT)) {
            Mapped mapped = mapped("sis.score", new Operation.Written(SCORE, null), kind);
            assertThat(events(mapped))
                    .singleElement()
                    .extracting(ChangeEvent::origin)
                    .isEqualTo(Origin.SNAPSHOT);
        }
    }

    @Test
    void I15_what_is_no_number_is_a_state() {
        assertThat(changes(written("sis.score", with(SCORE, "points", null), null)))
                .containsExactly(scored("1001", "essay-3", new Score.Unscored(Score.Status.UNGRADED)));
        assertThat(changes(written("sis.score", with(SCORE, "flag", "MISSING"), null)))
                .containsExactly(scored("1001", "essay-3", new Score.Unscored(Score.Status.MISSING)));
    }

    @Test
    void a_row_that_does_not_count_becomes_nothing_and_waits_for_nothing() {
        Row draft = with(with(SCORE, "posted", false), "enrollment_id", 99);
        assertThat(written("sis.score", draft, null)).isEqualTo(Mapped.nothing());
        assertThat(written("sis.attendance", with(ABSENCE, "period_id", 9), null))
                .isEqualTo(Mapped.nothing());
    }

    @Test
    void a_row_whose_enrollment_is_not_known_waits_for_it() {
        Mapped mapped = written("sis.score", with(SCORE, "enrollment_id", 99), null);
        assertThat(mapped).isInstanceOfSatisfying(Mapped.Waits.class, waits -> {
            assertThat(waits.lookup().name()).isEqualTo("enrollment");
            assertThat(waits.key()).containsExactly(cell(99));
            assertThat(waits.end()).isFalse();
        });
    }

    @Test
    void a_row_that_refers_to_nothing_is_unusable_and_says_which_field() {
        assertThat(unusable(written("sis.score", with(SCORE, "enrollment_id", null), null)))
                .isEqualTo("north.yaml:17, sis.score: student is required");
    }

    @Test
    void C7_a_reason_names_columns_and_no_values() {
        assertThat(unusable(written("sis.score", with(SCORE, "points", "Sommers"), null)))
                .startsWith("north.yaml:17, sis.score: points is no number")
                .doesNotContain("Sommers");
        assertThat(unusable(written("sis.attendance", with(ABSENCE, "code", "Q"), null)))
                .isEqualTo("north.yaml:36, sis.attendance: code is no code of the code table attendance");
        assertThat(unusable(written("sis.attendance", with(ABSENCE, "day", "yesterday"), null)))
                .startsWith("north.yaml:36, sis.attendance: day is no date")
                .doesNotContain("yesterday");
    }

    @Test
    void a_percentage_of_nothing_is_none_and_its_row_unusable() {
        assertThat(unusable(written("sis.score", with(SCORE, "assignment_id", "essay-4"), null)))
                .startsWith("north.yaml:17, sis.score: score");
    }

    @Test
    void a_column_that_is_not_there_is_named() {
        Row renamed = new Row(Map.of("score_id", cell(17), "posted", cell(true)));
        assertThat(unusable(written("sis.score", renamed, null)))
                .startsWith("north.yaml:17, sis.score: sis.score.enrollment_id is not in the log");
    }

    @Test
    void what_is_not_kept_of_a_row_that_is_looked_up_is_named_and_what_brings_it() {
        tables.with("sis.enrollment", row(Map.of("enrollment_id", 12, "student_id", 1001)));
        assertThat(unusable(written("sis.score", with(SCORE, "enrollment_id", 12), null)))
                .contains("sis.enrollment.calendar_id is not kept of the row")
                .contains("snapshot");
    }

    @Test
    void a_day_may_be_counted_from_1970() {
        assertThat(changes(written("sis.attendance", with(ABSENCE, "day", 20_777), null)))
                .containsExactly(
                        attendance("P1", AttendanceRecorded.Status.ABSENT, AttendanceRecorded.Excuse.UNEXCUSED));
    }

    @Test
    void I_18_a_time_stamp_is_the_day_that_it_says_and_one_with_a_zone_is_none() {
        for (String without : List.of("2026-11-20T23:30:00", "2026-11-20 00:00:00.123456")) {
            assertThat(changes(written("sis.attendance", with(ABSENCE, "day", without), null)))
                    .extracting(change -> ((AttendanceRecorded) change).date())
                    .containsExactly(LocalDate.of(2026, 11, 20));
        }
        for (String zoned : List.of("2026-11-19T23:00:00Z", "2026-11-20T00:00:00+01:00", "2026-11-20 00:00:00+01")) {
            assertThat(unusable(written("sis.attendance", with(ABSENCE, "day", zoned), null)))
                    .contains("day is no date")
                    .contains("zone");
        }
    }

    @Test
    void I13_a_row_that_says_what_it_said_before_is_unchanged() {
        assertThat(steps(written("sis.score", SCORE, with(SCORE, "comment", "well done"))))
                .containsExactly(new ItemStep.Upsert(true));
        assertThat(steps(written("sis.score", SCORE, with(SCORE, "points", "42.5"))))
                .containsExactly(new ItemStep.Upsert(true));
        assertThat(steps(written("sis.score", SCORE, with(SCORE, "points", "42.51"))))
                .containsExactly(new ItemStep.Upsert(false));
    }

    @Test
    void I13_a_row_that_did_not_count_before_is_not_unchanged() {
        assertThat(steps(written("sis.score", SCORE, with(SCORE, "posted", false))))
                .containsExactly(new ItemStep.Upsert(false));
    }

    @Test
    void I21_a_deleted_score_is_gone() {
        assertThat(events(mapped("sis.score", new Operation.Deleted(SCORE), Kind.LIVE)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.step()).isEqualTo(new ItemStep.Delete());
                    assertThat(event.id().id()).isEqualTo("sis.score/17@2.500/assignment-scored/gone");
                    assertThat(event.change()).isEqualTo(scored("1001", "essay-3", percent("85")));
                });
    }

    @Test
    void a_deleted_absence_means_that_the_student_was_there() {
        assertThat(events(mapped("sis.attendance", new Operation.Deleted(ABSENCE), Kind.LIVE)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.step()).isEqualTo(new ItemStep.Upsert());
                    assertThat(event.change())
                            .isEqualTo(attendance(
                                    "P1", AttendanceRecorded.Status.PRESENT, AttendanceRecorded.Excuse.UNKNOWN));
                });
    }

    @Test
    void what_an_end_means_is_told_apart_from_what_a_row_says() {
        Mapped gone = mapped("sis.attendance", new Operation.Deleted(ABSENCE), Kind.LIVE);
        Mapped given = written("sis.attendance", with(ABSENCE, "enrollment_id", 8), ABSENCE);
        assertThat(List.of(gone, given))
                .allSatisfy(mapped -> assertThat(mapped)
                        .isInstanceOfSatisfying(
                                Mapped.Events.class,
                                events -> assertThat(events.meant()).isTrue()));
        Mapped written = written("sis.attendance", ABSENCE, null);
        Mapped deleted = mapped("sis.score", new Operation.Deleted(SCORE), Kind.LIVE);
        assertThat(List.of(written, deleted))
                .allSatisfy(mapped -> assertThat(mapped)
                        .isInstanceOfSatisfying(
                                Mapped.Events.class,
                                events -> assertThat(events.meant()).isFalse()));
    }

    @Test
    void a_deleted_row_of_which_only_the_key_is_written_says_what_to_set() {
        Row key = row(Map.of("score_id", 17));
        assertThat(unusable(mapped("sis.score", new Operation.Deleted(key), Kind.LIVE)))
                .contains("sis.score.posted is not in the log")
                .contains("REPLICA IDENTITY FULL");
    }

    @Test
    void the_end_of_a_row_waits_for_what_may_be_gone_as_well() {
        Mapped mapped = mapped("sis.score", new Operation.Deleted(with(SCORE, "enrollment_id", 99)), Kind.LIVE);
        assertThat(mapped)
                .isInstanceOfSatisfying(
                        Mapped.Waits.class, waits -> assertThat(waits.end()).isTrue());
    }

    @Test
    void a_row_that_does_not_count_any_more_is_gone() {
        assertThat(events(written("sis.score", with(SCORE, "posted", false), SCORE)))
                .singleElement()
                .extracting(ChangeEvent::step)
                .isEqualTo(new ItemStep.Delete());
    }

    @Test
    void a_row_that_is_withdrawn_before_its_enrollment_is_known_waits_for_what_may_be_gone() {
        Row early = with(SCORE, "enrollment_id", 99);
        assertThat(written("sis.score", with(early, "posted", false), early))
                .isInstanceOfSatisfying(
                        Mapped.Waits.class, waits -> assertThat(waits.end()).isTrue());
    }

    @Test
    void an_update_that_does_not_touch_the_item_is_an_upsert() {
        assertThat(events(written("sis.score", with(SCORE, "points", "10"), SCORE)))
                .singleElement()
                .extracting(ChangeEvent::step)
                .isEqualTo(new ItemStep.Upsert());
    }

    @Test
    void I21_a_row_that_is_about_another_item_now_moves_it() {
        assertThat(events(written("sis.attendance", with(ABSENCE, "period_id", 2), ABSENCE)))
                .singleElement()
                .satisfies(event -> {
                    Change before =
                            attendance("P1", AttendanceRecorded.Status.ABSENT, AttendanceRecorded.Excuse.UNEXCUSED);
                    assertThat(event.step()).isEqualTo(new ItemStep.Move(before.item(), true));
                    assertThat(event.change())
                            .isEqualTo(attendance(
                                    "P2", AttendanceRecorded.Status.ABSENT, AttendanceRecorded.Excuse.UNEXCUSED));
                });
    }

    @Test
    void I21_an_item_moves_with_what_it_refers_to_though_nothing_is_called_so_any_more() {
        Row before = with(SCORE, "assignment_id", "essay-2");
        assertThat(events(written("sis.score", SCORE, before)))
                .singleElement()
                .extracting(ChangeEvent::step)
                .isEqualTo(new ItemStep.Move(
                        scored("1001", "essay-2", percent("85")).item(), true));
    }

    @Test
    void a_row_that_goes_to_another_student_is_gone_for_the_first() {
        assertThat(events(written("sis.score", with(SCORE, "enrollment_id", 8), SCORE)))
                .extracting(event -> event.change().student(), ChangeEvent::step)
                .containsExactly(
                        tuple(new StudentId("1001"), new ItemStep.Delete()),
                        tuple(new StudentId("1002"), new ItemStep.Upsert()));
    }

    @Test
    void I_18_a_row_says_whether_its_period_has_instruction() {
        SourceMapping telling = Mappings.read(Mappings.northYaml()
                .replace("    when: {period.instructional: true}\n", "")
                .replace(
                        "      period: period.name\n      status",
                        "      period: period.name\n      instructional: period.instructional\n      status"));
        assertThat(instruction(telling, with(ABSENCE, "period_id", 9))).containsExactly(false);
        assertThat(instruction(telling, ABSENCE)).containsExactly(true);
    }

    private List<Boolean> instruction(SourceMapping mapping, Row row) {
        RowChange change = new RowChange(
                TableName.of("sis.attendance"),
                "17",
                new Operation.Written(row, null),
                new LogPlace(500, 490, NOON, Kind.LIVE));
        Mapped mapped = new Mapper(mapping, tables.captured)
                .map(mapping.events(change.table()).getFirst(), change, 2);
        return changes(mapped).stream()
                .map(each -> ((AttendanceRecorded) each).hasInstruction())
                .toList();
    }

    @Test
    void I_15_a_letter_is_worth_what_the_code_table_of_its_scale_says() {
        SourceMapping lettered = Mappings.read(Mappings.northYaml()
                .replace("codes:\n", "codes:\n  letters: {A: 95, B: 85}\n")
                .replace(
                        "        - then: {percent: {percentage: points, of: assignment.points_possible}}",
                        "        - then: {letter: flag, percent: {code: flag, in: letters}}"));
        RowChange change = new RowChange(
                TableName.of("sis.score"),
                "17",
                new Operation.Written(with(SCORE, "flag", "B"), null),
                new LogPlace(500, 490, NOON, Kind.LIVE));
        Mapped mapped = new Mapper(lettered, tables.captured)
                .map(lettered.events(change.table()).getFirst(), change, 2);
        assertThat(changes(mapped))
                .containsExactly(scored("1001", "essay-3", new Score.Letter("B", new BigDecimal("85"))));
    }

    @Test
    void a_truncated_table_says_nothing_of_its_rows() {
        assertThat(mapped("sis.score", new Operation.Truncated(), Kind.LIVE)).isEqualTo(Mapped.nothing());
    }

    @Test
    void C5_a_negative_balance_stays_negative() {
        Row account = row(Map.of("account_id", 5, "student_id", 1001, "balance", new BigDecimal("-2.50")));
        assertThat(changes(mapped("sis.food_account", new Operation.Written(account, null), Kind.LIVE)))
                .singleElement()
                .extracting(change -> change.value())
                .isEqualTo(new Value.Quantity(new BigDecimal("-2.5")));
    }

    private Mapped written(String table, Row after, @Nullable Row before) {
        return mapped(table, new Operation.Written(after, before), Kind.LIVE);
    }

    private Mapped mapped(String table, Operation operation, Kind kind) {
        RowChange change = new RowChange(TableName.of(table), "17", operation, new LogPlace(500, 490, NOON, kind));
        return mapper.map(NORTH.events(change.table()).getFirst(), change, 2);
    }

    private static List<ChangeEvent> events(Mapped mapped) {
        assertThat(mapped).isInstanceOf(Mapped.Events.class);
        return ((Mapped.Events) mapped).events();
    }

    private static List<ItemStep> steps(Mapped mapped) {
        return events(mapped).stream().map(ChangeEvent::step).toList();
    }

    private static List<Change> changes(Mapped mapped) {
        return events(mapped).stream().map(ChangeEvent::change).toList();
    }

    private static String unusable(Mapped mapped) {
        assertThat(mapped).isInstanceOf(Mapped.Unusable.class);
        return ((Mapped.Unusable) mapped).reason();
    }

    private static Score percent(String number) {
        return new Score.Percent(new BigDecimal(number));
    }

    private static AssignmentScored scored(String student, String assignment, Score score) {
        return new AssignmentScored(
                new StudentId(student), new SchoolId("high"), new CalendarId("high-2027"), assignment, score);
    }

    private static AttendanceRecorded attendance(
            String period, AttendanceRecorded.Status status, AttendanceRecorded.Excuse excuse) {
        return new AttendanceRecorded(
                new StudentId("1001"),
                new SchoolId("high"),
                new CalendarId("high-2027"),
                LocalDate.of(2026, 11, 20),
                period,
                status,
                excuse);
    }

    private static Row row(Map<String, ?> columns) {
        Map<String, Cell> cells = new HashMap<>();
        columns.forEach((name, value) -> cells.put(name, cell(value)));
        return new Row(cells);
    }

    private static Row with(Row row, String column, @Nullable Object value) {
        return row.with(new Row(Map.of(column, cell(value))));
    }

    private static Cell cell(@Nullable Object value) {
        return switch (value) {
            case null -> Cell.nothing();
            case String text -> new Cell.Text(text);
            case Integer number -> new Cell.Decimal(BigDecimal.valueOf(number));
            case BigDecimal number -> new Cell.Decimal(number);
            case Boolean flag -> new Cell.Flag(flag);
            default -> throw new IllegalArgumentException("no cell");
        };
    }

    /// Rows that were inserted.
    private static final class Tables {
        private final CapturedTables captured = new CapturedTables(NORTH, new MemoryShelf());

        Tables with(String table, Row row) {
            captured.learn(
                    new RowChange(
                            TableName.of(table),
                            "1",
                            new Operation.Written(row, null),
                            new LogPlace(1, 1, NOON, Kind.SNAPSHOT)),
                    0,
                    NOON);
            return this;
        }
    }
}
