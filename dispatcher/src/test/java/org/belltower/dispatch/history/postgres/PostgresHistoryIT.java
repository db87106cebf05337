package org.belltower.dispatch.history.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.belltower.dispatch.history.GivenHistory.CLIENT;
import static org.belltower.dispatch.history.GivenHistory.NORTH;
import static org.belltower.dispatch.history.GivenHistory.SOURCE;
import static org.belltower.dispatch.history.GivenHistory.SOUTH;
import static org.belltower.dispatch.history.GivenHistory.STUDENT;
import static org.belltower.dispatch.history.GivenHistory.accepted;
import static org.belltower.dispatch.history.GivenHistory.decision;
import static org.belltower.dispatch.history.GivenHistory.device;
import static org.belltower.dispatch.history.GivenHistory.event;
import static org.belltower.dispatch.history.GivenHistory.outcome;
import static org.belltower.dispatch.history.GivenHistory.pushed;
import static org.belltower.dispatch.history.GivenHistory.skipped;
import static org.belltower.dispatch.history.GivenHistory.toNobody;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.belltower.dispatch.history.GivenHistory;
import org.belltower.dispatch.history.HistoryAwayException;
import org.belltower.dispatch.history.HistoryRecord;
import org.belltower.dispatch.history.HistoryRecord.Decided;
import org.belltower.dispatch.history.HistoryRecord.Ended;
import org.belltower.dispatch.history.HistoryRecord.Rejected;
import org.belltower.dispatch.history.HistoryRefusedException;
import org.belltower.dispatch.history.Reject;
import org.belltower.dispatch.history.explanation.About;
import org.belltower.dispatch.history.explanation.Candidate;
import org.belltower.dispatch.history.explanation.CandidateState;
import org.belltower.dispatch.history.explanation.Cursor;
import org.belltower.dispatch.history.explanation.EventStatus;
import org.belltower.dispatch.history.explanation.EventStatus.Standing;
import org.belltower.dispatch.history.explanation.Explanation;
import org.belltower.dispatch.history.explanation.Explanations;
import org.belltower.dispatch.history.explanation.Range;
import org.belltower.dispatch.history.explanation.ToldReason;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.DispatcherDatabase;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresHistoryIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final About STUDENTS = new About.OfStudent(STUDENT);

    private final GivenHistoryTables given = GivenHistoryTables.fresh();
    private final DispatcherDatabase.Roles roles = given.database().roles();
    private final PostgresHistory history = new PostgresHistory(given.source());
    private final PostgresExplanations explanations = new PostgresExplanations(given.source());

    private static Range range(int limit, @Nullable String after) {
        return new Range(
                NOON.minus(Duration.ofDays(7)),
                NOON.plus(Duration.ofDays(1)),
                limit,
                after == null ? Cursor.NEWEST : Cursor.parse(after));
    }

    private static About ofEvent(String id) {
        return new About.OfEvent(null, SOURCE, id);
    }

    private Explanations explain(DistrictId district, About about) {
        return explanations.explain(district, about, range(200, null));
    }

    private void write(HistoryRecord... records) {
        history.write(List.of(records));
    }

    private static Decided decided(Decision decision, long place) {
        return new Decided(decision, place);
    }

    /// Of the event e-1: accepted, failed, expired, pending, and two that were never pushed.
    private void aDecisionWithAllStates() {
        write(
                decided(
                        decision(
                                NORTH,
                                "e-1",
                                NOON,
                                pushed(NORTH, "e-1", 1),
                                pushed(NORTH, "e-1", 2),
                                pushed(NORTH, "e-1", 3),
                                pushed(NORTH, "e-1", 4),
                                skipped(5, Reason.NOT_SUBSCRIBED),
                                skipped(6, Reason.NOT_SUBSCRIBED)),
                        1),
                new Ended(accepted(NORTH, "e-1", 1, NOON.plusSeconds(1))),
                new Ended(outcome(NORTH, "e-1", 2, NOON.plusSeconds(2), new Result.TokenDead(Provider.APNS, 1, null))),
                new Ended(outcome(NORTH, "e-1", 3, NOON.plusSeconds(3), new Result.Expired())));
    }

    @Test
    void C2_I_2_of_an_event_each_device_has_one_state_and_reason_and_they_reconcile() {
        aDecisionWithAllStates();

        Explanations told = explain(NORTH, ofEvent("e-1"));

        assertThat(told.items()).hasSize(1);
        Explanation explanation = told.items().getFirst();
        assertThat(explanation.decided()).isEqualTo(NOON);
        assertThat(explanation.reason()).isNull();
        ToldReason notSubscribed = new ToldReason("NOT_SUBSCRIBED", Reason.NOT_SUBSCRIBED.description());
        assertThat(explanation.candidates())
                .extracting(Candidate::device, Candidate::state, Candidate::reason, Candidate::at)
                .containsExactly(
                        tuple("d-1", CandidateState.ACCEPTED, null, NOON.plusSeconds(1)),
                        tuple("d-2", CandidateState.FAILED, ToldReason.of("TOKEN_REJECTED"), NOON.plusSeconds(2)),
                        tuple("d-3", CandidateState.EXPIRED, null, NOON.plusSeconds(3)),
                        tuple("d-4", CandidateState.PENDING, null, null),
                        tuple("d-5", CandidateState.SKIPPED, notSubscribed, NOON),
                        tuple("d-6", CandidateState.SKIPPED, notSubscribed, NOON));
        assertThat(told.totals().candidates()).isEqualTo(6);
        assertThat(told.totals().byState())
                .containsEntry(CandidateState.SKIPPED, 2)
                .containsEntry(CandidateState.ACCEPTED, 1)
                .containsEntry(CandidateState.FAILED, 1)
                .containsEntry(CandidateState.EXPIRED, 1)
                .containsEntry(CandidateState.PENDING, 1);
    }

    @Test
    void C2_of_a_device_only_its_own_candidates_are_told_and_of_a_student_all() {
        aDecisionWithAllStates();
        write(
                decided(decision(NORTH, "e-2", NOON.plusSeconds(60), pushed(NORTH, "e-2", 1)), 2),
                decided(toNobody(NORTH, "e-3", NOON.plusSeconds(70), Reason.NO_CHANGE), 3));

        Explanations device = explain(NORTH, new About.OfDevice(device(1)));
        assertThat(device.items()).extracting(Explanation::id).containsExactly("e-2", "e-1");
        assertThat(device.items())
                .flatExtracting(Explanation::candidates)
                .extracting(Candidate::device)
                .containsOnly("d-1");
        assertThat(device.totals().candidates()).isEqualTo(2);

        Explanations student = explain(NORTH, STUDENTS);
        assertThat(student.items()).extracting(Explanation::id).containsExactly("e-3", "e-2", "e-1");
        assertThat(student.items().getFirst().reason()).isEqualTo(ToldReason.of("NO_CHANGE"));
        assertThat(student.totals().candidates()).isEqualTo(7);
    }

    @Test
    void what_is_read_again_doubles_nothing() {
        aDecisionWithAllStates();
        Explanations before = explain(NORTH, ofEvent("e-1"));

        aDecisionWithAllStates();

        assertThat(explain(NORTH, ofEvent("e-1"))).isEqualTo(before);
        assertThat(given.rows("history_event")).isEqualTo(1);
        assertThat(given.rows("history_candidate")).isEqualTo(6);
        assertThat(given.rows("history_outcome")).isEqualTo(3);
    }

    @Test
    void a_repeat_is_a_decision_of_its_own_and_hides_nothing_not_even_at_the_same_moment() {
        write(
                decided(decision(NORTH, "e-1", NOON, pushed(NORTH, "e-1", 1)), 1),
                decided(toNobody(NORTH, "e-1", NOON, Reason.REPEAT), 2));

        Explanations told = explain(NORTH, ofEvent("e-1"));

        assertThat(told.items()).extracting(Explanation::reason).containsExactly(ToldReason.of("REPEAT"), null);
        assertThat(told.totals().candidates()).isEqualTo(1);
    }

    @Test
    void an_outcome_may_come_before_its_decision_and_without_one() {
        write(
                new Ended(accepted(NORTH, "e-1", 1, NOON.minusSeconds(1))),
                new Ended(accepted(NORTH, "a-test-push", 1, NOON)));

        assertThat(explain(NORTH, new About.OfDevice(device(1))).items()).isEmpty();
        write(decided(decision(NORTH, "e-1", NOON, pushed(NORTH, "e-1", 1)), 1));

        assertThat(explain(NORTH, new About.OfDevice(device(1))).items())
                .flatExtracting(Explanation::candidates)
                .extracting(Candidate::state)
                .containsExactly(CandidateState.ACCEPTED);
    }

    @Test
    void a_push_may_end_days_after_it_was_decided() {
        write(
                decided(decision(NORTH, "e-1", NOON, pushed(NORTH, "e-1", 1)), 1),
                new Ended(outcome(
                        NORTH, "e-1", 1, NOON.plus(Duration.ofDays(3)), new Result.Skipped(Reason.OTHER_SESSION))));

        assertThat(explain(NORTH, ofEvent("e-1")).totals().byState()).containsEntry(CandidateState.SKIPPED, 1);
    }

    @Test
    void I_9_the_same_ids_in_another_district_are_others_and_nothing_of_them_is_told() {
        aDecisionWithAllStates();
        write(decided(decision(SOUTH, "e-1", NOON, skipped(1, Reason.SIGNED_OUT)), 9));

        for (About about : List.of(ofEvent("e-1"), new About.OfDevice(device(1)), STUDENTS)) {
            assertThat(explain(SOUTH, about).items())
                    .flatExtracting(Explanation::candidates)
                    .extracting(Candidate::reason)
                    .containsExactly(ToldReason.of("SIGNED_OUT"));
            assertThat(explain(new DistrictId("nobodys"), about).items()).isEmpty();
        }
    }

    @Test
    void R12_row_level_security_lets_one_district_be_read_and_no_table_by_the_name_of_its_day() throws Exception {
        aDecisionWithAllStates();
        for (String table : List.of("history_event", "history_candidate", "history_outcome")) {
            String count = "SELECT count(*) FROM " + table;
            assertThat(given.number(roles.application(), count)).as(table).isZero();
            assertThat(given.number(roles.application(), set("south"), count)).isZero();
            assertThat(given.number(roles.application(), set("north"), count)).isPositive();
            assertThat(given.number(roles.owner(), set("north"), count)).isZero();
            assertThat(given.number(roles.owner(), set("north"), count + "_20261120"))
                    .isZero();
            denied(count + "_20261120");
            denied("DELETE FROM " + table);
            denied("DROP TABLE " + table + "_20261120");
        }
    }

    private static String set(String district) {
        return "SELECT set_config('belltower.district', '" + district + "', true)";
    }

    private void denied(String sql) {
        assertThatThrownBy(() -> given.number(roles.application(), set("north"), sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void what_is_written_fails_as_a_whole_and_for_good_if_it_fails_on_its_data() {
        HistoryDatabase database = new HistoryDatabase(given.source());
        write(decided(decision(NORTH, "e-1", NOON), 1));
        HistoryRows rows = new HistoryRows(List.of(decided(decision(NORTH, "e-2", NOON), 2)));

        assertThatThrownBy(() -> database.transaction(handle -> {
                    rows.insert(handle);
                    return new ArrayList<String>().getFirst();
                }))
                .isInstanceOf(HistoryRefusedException.class);

        assertThat(given.rows("history_event")).isEqualTo(1);
    }

    @Test
    void a_day_that_is_over_is_dropped_and_the_others_stay() throws Exception {
        write(
                decided(decision(NORTH, "e-old", NOON.minus(Duration.ofDays(2)), pushed(NORTH, "e-old", 1)), 1),
                decided(decision(NORTH, "e-new", NOON, pushed(NORTH, "e-new", 1)), 2));
        LocalDate today = LocalDate.of(2026, 11, 20);

        assertThat(history.dropOldest(today.minusDays(1))).isTrue();

        assertThat(explain(NORTH, STUDENTS).items()).extracting(Explanation::id).containsExactly("e-new");
        assertThat(tables()).isEqualTo(4);
        assertThat(history.dropOldest(today.minusDays(1))).isFalse();
        // One that was dropped may be asked for again.
        write(decided(decision(NORTH, "e-old", NOON.minus(Duration.ofDays(2)), pushed(NORTH, "e-old", 1)), 1));
        assertThat(explain(NORTH, STUDENTS).items()).hasSize(2);
    }

    @Test
    void old_days_are_dropped_one_by_one_and_one_that_is_being_read_keeps_none_before_it() throws Exception {
        for (int days = 2; days <= 4; days++) {
            String id = "e-" + days;
            write(decided(decision(NORTH, id, NOON.minus(Duration.ofDays(days))), days));
        }
        LocalDate first = LocalDate.of(2026, 11, 20);
        try (Connection reading = Backends.databaseServer()
                        .administrator()
                        .connectTo(given.database().jdbcUrl())
                        .getConnection();
                Statement statement = reading.createStatement()) {
            reading.setAutoCommit(false);
            statement.execute("LOCK TABLE history_event_20261117 IN ACCESS SHARE MODE");
            assertThat(history.dropOldest(first)).isTrue();
            assertThatThrownBy(() -> history.dropOldest(first)).isInstanceOf(HistoryAwayException.class);
            assertThat(tables()).isEqualTo(8);
            reading.rollback();
        }

        assertThat(history.dropOldest(first)).isTrue();
        assertThat(explain(NORTH, STUDENTS).items()).extracting(Explanation::id).containsExactly("e-2");
        assertThat(history.dropOldest(first)).isTrue();
        assertThat(history.dropOldest(first)).isFalse();
        assertThat(tables()).isZero();
    }

    /// Of days.
    private long tables() throws SQLException {
        return given.number(
                roles.owner(), "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'history\\_%'");
    }

    @Test
    void days_are_made_ahead() throws Exception {
        LocalDate today = LocalDate.of(2026, 11, 20);
        history.make(today, today.plusDays(2));
        history.make(today, today.plusDays(2));

        assertThat(tables()).isEqualTo(12);
    }

    @Test
    void page_by_page_everything_is_told_once_newest_first() {
        Random random = new Random(7);
        List<HistoryRecord> all = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            String id = "e-" + number;
            // Several at the same moment.
            Instant at = NOON.minus(Duration.ofHours(number / 3));
            all.add(decided(decision(NORTH, id, at, pushed(NORTH, id, 1), skipped(2, Reason.NO_PORTAL)), number));
            if (random.nextBoolean()) {
                all.add(new Ended(outcome(NORTH, id, 1, at.plusSeconds(1), GivenHistory.result(random))));
            }
        }
        history.write(all);

        for (About about : List.of(STUDENTS, new About.OfDevice(device(1)))) {
            List<Explanation> walked = new ArrayList<>();
            String next = null;
            do {
                Explanations page = explanations.explain(NORTH, about, range(7, next));
                walked.addAll(page.items());
                next = page.next();
            } while (next != null);
            assertThat(walked).hasSize(40).doesNotHaveDuplicates();
            assertThat(walked).isEqualTo(explain(NORTH, about).items());
            assertThat(walked)
                    .isSortedAccordingTo((one, other) -> other.decided().compareTo(one.decided()));
        }
    }

    private static Rejected reject(String client, String id, int second) {
        return new Rejected(
                new Reject(
                        NORTH,
                        new EventId(client, SOURCE, id),
                        "org.belltower.grade.posted.v1",
                        NOON.plusSeconds(second),
                        "rules-evaluator",
                        "score is required"),
                second);
    }

    @Test
    void a_producer_hears_of_its_own_events_what_became_of_them_in_counts() {
        aDecisionWithAllStates();
        write(
                decided(toNobody(NORTH, "e-1", NOON.plusSeconds(9), Reason.REPEAT), 2),
                reject(CLIENT, "e-2", 1),
                reject("another", "e-2", 2));

        EventStatus one = explanations.status(NORTH, event("e-1"));
        assertThat(one.state()).isEqualTo(Standing.DECIDED);
        assertThat(one.decisions())
                .extracting(EventStatus.Decided::reason)
                .containsExactly(ToldReason.of("REPEAT"), null);
        assertThat(one.decisions().getLast().candidates().candidates()).isEqualTo(6);
        EventStatus two = explanations.status(NORTH, event("e-2"));
        assertThat(two.state()).isEqualTo(Standing.REJECTED);
        assertThat(two.rejects()).extracting(EventStatus.Rejected::reason).containsExactly("score is required");
        for (EventStatus nobodys : List.of(
                explanations.status(NORTH, event("e-3")),
                explanations.status(SOUTH, event("e-1")),
                explanations.status(NORTH, new EventId("another", SOURCE, "e-1")))) {
            assertThat(nobodys).isEqualTo(new EventStatus(Standing.UNKNOWN, List.of(), List.of()));
        }
    }

    @Test
    void a_producer_sees_its_own_rejects_page_by_page_and_nobody_elses() {
        for (int second = 0; second < 5; second++) {
            write(reject(CLIENT, "e-" + second, second), reject("another", "o-" + second, 100 + second));
        }
        // Again.
        write(reject(CLIENT, "e-4", 4));

        EventStatus.Rejects first = explanations.rejects(NORTH, CLIENT, range(3, null));
        EventStatus.Rejects second = explanations.rejects(NORTH, CLIENT, range(3, first.next()));

        assertThat(first.items()).extracting(EventStatus.Rejected::id).containsExactly("e-4", "e-3", "e-2");
        assertThat(second.items()).extracting(EventStatus.Rejected::id).containsExactly("e-1", "e-0");
        assertThat(second.next()).isNull();
        assertThat(explanations.rejects(SOUTH, CLIENT, range(3, null)).items()).isEmpty();
    }

    @Test
    void R12_the_role_can_neither_bypass_the_policies_nor_create() throws Exception {
        assertThat(given.number(roles.application(), """
                        SELECT count(*) FROM pg_class WHERE relname ~ '^history_(event|candidate|outcome|reject)$'
                            AND relrowsecurity AND relforcerowsecurity""")).isEqualTo(4);
        assertThat(given.number(Backends.databaseServer().administrator(), """
                        SELECT count(*) FROM pg_roles WHERE rolname = 'belltower_dispatcher'
                            AND (rolsuper OR rolbypassrls OR rolcreaterole)""")).isZero();
    }
}
