package org.belltower.dispatch.history.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.history.GivenHistory.NORTH;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.belltower.dispatch.history.GivenHistory;
import org.belltower.dispatch.history.HistoryRecord;
import org.belltower.dispatch.history.HistoryRecord.Decided;
import org.belltower.dispatch.history.HistoryRecord.Ended;
import org.belltower.dispatch.history.explanation.About;
import org.belltower.dispatch.history.explanation.Cursor;
import org.belltower.dispatch.history.explanation.Range;
import org.belltower.embedded.postgres.Role;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Decision.Candidate;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.Test;

/// Seven days of one district, with ids as long as UUIDs: each event has five candidates, of which three are pushed and
/// ended. `-Dbelltower.history.events=1000000` makes five million candidates of it.
class HistoryLoadIT {
    private static final int EVENTS = Integer.getInteger("belltower.history.events", 40_000);
    private static final int STUDENTS = EVENTS / 20;
    private static final int DEVICES = 5;
    private static final int PUSHED = 3;
    /// Records of a batch of the reader's.
    private static final int BATCH = 1_000;
    private static final Instant FIRST = Instant.parse("2026-11-14T00:00:00Z");
    private static final Duration ALL = Duration.ofDays(7);
    private static final Range RANGE = new Range(FIRST, FIRST.plus(ALL), 200, Cursor.NEWEST);

    private final GivenHistoryTables given = GivenHistoryTables.fresh();
    private final PostgresHistory history = new PostgresHistory(pool(given));
    private final PostgresExplanations explanations = new PostgresExplanations(pool(given));

    /// As the service has one.
    private static DataSource pool(GivenHistoryTables given) {
        Role role = given.database().roles().application();
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(2)
                            .connectionFactoryConfiguration(connections -> connections
                                    .jdbcUrl(given.database().jdbcUrl())
                                    .principal(new NamePrincipal(role.name()))
                                    .credential(new SimplePassword(role.password())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String padded(String kind, int number) {
        return "%s-aaaa-bbbb-cccc-%012d".formatted(kind, number);
    }

    private static DeviceId device(int student, int number) {
        return new DeviceId(padded("dddddddd" + number, student));
    }

    private static Instant at(int event) {
        return FIRST.plusNanos(ALL.toNanos() / EVENTS * event);
    }

    private static Decision decision(int event) {
        int student = event % STUDENTS;
        String id = padded("eeeeeeee", event);
        List<Candidate> candidates = IntStream.range(0, DEVICES)
                .<Candidate>mapToObj(number -> {
                    PersonId person = new PersonId(padded("pppppppp" + number, student));
                    DeviceId device = device(student, number);
                    return number < PUSHED
                            ? new Decision.Pushed(device, person, PushId.of(NORTH, GivenHistory.event(id), device))
                            : new Decision.Skipped(device, person, Reason.NOT_SUBSCRIBED);
                })
                .toList();
        return new Decision(
                NORTH,
                new StudentId(padded("ssssssss", student)),
                GivenHistory.event(id),
                Category.GRADES,
                at(event),
                null,
                candidates);
    }

    private static List<HistoryRecord> records(int event) {
        Decision decision = decision(event);
        List<HistoryRecord> records = new ArrayList<>();
        records.add(new Decided(decision, event));
        for (Candidate candidate : decision.candidates()) {
            if (candidate instanceof Decision.Pushed pushed) {
                records.add(new Ended(new Outcome(
                        pushed.push(),
                        NORTH,
                        pushed.device(),
                        decision.decided().plusSeconds(2),
                        new Outcome.LaneOffset("belltower.push.alerts.v1", 0, 0),
                        new Result.Accepted(Provider.FCM))));
            }
        }
        return records;
    }

    @Test
    void C2_each_question_is_answered_within_a_second_over_seven_days() {
        fill();
        Random random = new Random(3);
        for (int round = 0; round < 5; round++) {
            int event = random.nextInt(EVENTS);
            int student = event % STUDENTS;
            within("event", () -> about(new About.OfEvent(null, GivenHistory.SOURCE, padded("eeeeeeee", event))), 5);
            within("device", () -> about(new About.OfDevice(device(student, 0))), 20);
            within("student", () -> about(new About.OfStudent(new StudentId(padded("ssssssss", student)))), 100);
            within(
                    "status",
                    () -> explanations
                            .status(NORTH, GivenHistory.event(padded("eeeeeeee", event)))
                            .decisions()
                            .getFirst()
                            .candidates()
                            .candidates(),
                    DEVICES);
        }
    }

    private int about(About about) {
        return explanations.explain(NORTH, about, RANGE).totals().candidates();
    }

    private static void within(String question, Supplier<Integer> answer, int candidates) {
        long began = System.nanoTime();
        assertThat(answer.get()).as(question).isEqualTo(candidates);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf("history-load question=%s millis=%d%n", question, took.toMillis());
        assertThat(took).as(question).isLessThan(Duration.ofSeconds(1));
    }

    private void fill() {
        List<HistoryRecord> batch = new ArrayList<>();
        long began = System.nanoTime();
        for (int event = 0; event < EVENTS; event++) {
            batch.addAll(records(event));
            if (batch.size() >= BATCH) {
                history.write(batch);
                batch.clear();
            }
        }
        history.write(batch);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("history-load events=%d seconds=%.1f rate=%.0f%n", EVENTS, seconds, EVENTS / seconds);
        for (String table : List.of("history_event", "history_candidate", "history_outcome")) {
            System.out.printf("history-load table=%s bytes=%d%n", table, given.bytes(table));
        }
    }
}
