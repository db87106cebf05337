package org.belltower.ingest.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.belltower.ingest.cloudevents.DistrictClaim;
import org.belltower.ingest.cloudevents.Reading;
import org.belltower.model.DistrictId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Producer NORTH = new Producer(new DistrictId("north"), "sis-north", List.of("/sis/north"));
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Problem NOT_READ = Problem.of(400, "Bad Request", "time is required", "time");

    private final InMemoryChangeLog log = new InMemoryChangeLog();
    private final Heard heard = new Heard();
    private long nanos;
    private final Intake intake =
            new Intake(log, heard, new Intake.Clocks(() -> NOW, Duration.ofMinutes(5), () -> nanos += 1_000_000));

    private static final class Heard implements IntakeListener {
        private final List<IntakeResult> results = new ArrayList<>();
        private final List<String> appends = new ArrayList<>();

        @Override
        public void received(int bytes) {
            throw new AssertionError("that is the door's");
        }

        @Override
        public void turnedAway() {
            throw new AssertionError("that is the door's");
        }

        @Override
        public void overQuota(int events) {
            throw new AssertionError("that is the door's");
        }

        @Override
        public void ended(IntakeResult result) {
            results.add(result);
        }

        @Override
        public void appended(int events, Duration took) {
            appends.add(events + " in " + took);
        }
    }

    private List<IntakeResult> take(Reading... readings) {
        return intake.take(NORTH, Arrays.asList(readings));
    }

    private static Reading.Candidate candidate(String id, String source, DistrictClaim... districts) {
        ChangeEvent event = ChangeEvents.about("s-1");
        return new Reading.Candidate(
                id, source, event.order(), event.origin(), Arrays.asList(districts), event.change());
    }

    @Test
    void an_event_is_accepted_once_the_log_has_it_under_the_tokens_district_and_client() {
        Reading.Candidate candidate = candidate("e-1", "/sis/north/food");
        assertThat(take(candidate)).containsExactly(new IntakeResult.Accepted("e-1"));
        assertThat(log.events())
                .containsExactly(new ChangeEvent(
                        new DistrictId("north"),
                        new EventId("sis-north", "/sis/north/food", "e-1"),
                        candidate.order(),
                        candidate.origin(),
                        candidate.change()));
    }

    @Test
    void an_event_the_log_did_not_acknowledge_is_not_accepted() {
        log.acknowledgeAllBut("e-1");
        assertThat(take(candidate("e-1", "/sis/north"))).containsExactly(new IntakeResult.Unacknowledged("e-1"));
    }

    @Test
    void I_9_another_clients_source_is_refused_and_never_reaches_the_log() {
        assertThat(take(candidate("e-1", "/sis/south")))
                .containsExactly(new IntakeResult.Refused(
                        "e-1", Problem.of(403, "Forbidden", "source does not belong to the token's client", "source")));
        assertThat(log.events()).isEmpty();
    }

    @Test
    void I_16_an_event_from_the_future_is_refused_so_that_it_does_not_silence_its_item() {
        assertThat(take(at("e-1", NOW.plusSeconds(301)), at("e-2", NOW.plusSeconds(300))))
                .containsExactly(
                        new IntakeResult.Refused(
                                "e-1", Problem.of(400, "Bad Request", "time must not be in the future", "time")),
                        new IntakeResult.Accepted("e-2"));
    }

    private static Reading.Candidate at(String id, Instant time) {
        Reading.Candidate candidate = candidate(id, "/sis/north");
        return new Reading.Candidate(
                id,
                candidate.source(),
                new EventOrder(time, null),
                candidate.origin(),
                candidate.districts(),
                candidate.change());
    }

    @Test
    void I_9_another_district_is_refused_wherever_it_stands_and_the_tokens_own_is_let_through() {
        assertThat(take(
                        candidate("e-1", "/sis/north", new DistrictClaim("district", "south")),
                        candidate(
                                "e-2",
                                "/sis/north",
                                new DistrictClaim("district", "north"),
                                new DistrictClaim("data.district", "NORTH")),
                        candidate("e-3", "/sis/north", new DistrictClaim("data.district", "north"))))
                .containsExactly(
                        foreign("e-1", "district"), foreign("e-2", "data.district"), new IntakeResult.Accepted("e-3"));
        assertThat(log.events()).extracting(event -> event.id().id()).containsExactly("e-3");
    }

    private static IntakeResult foreign(String id, String field) {
        return new IntakeResult.Refused(
                id, Problem.of(403, "Forbidden", field + " must be the district of the token, or be left out", field));
    }

    @Test
    void one_events_fate_is_never_anothers() {
        log.acknowledgeAllBut("e-4");
        assertThat(take(
                        candidate("e-1", "/sis/north"),
                        new Reading.Unreadable(null, NOT_READ),
                        candidate("e-3", "/sis/south"),
                        candidate("e-4", "/sis/north"),
                        candidate("e-5", "/sis/north")))
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Accepted", "Refused", "Refused", "Unacknowledged", "Accepted");
        assertThat(log.events()).extracting(event -> event.id().id()).containsExactly("e-1", "e-5");
    }

    @Test
    void every_result_and_the_time_of_the_log_are_heard_of() {
        List<IntakeResult> results = take(candidate("e-1", "/sis/north"), new Reading.Unreadable("e-2", NOT_READ));
        assertThat(heard.results).isEqualTo(results);
        assertThat(heard.appends).containsExactly("1 in PT0.001S");
    }

    @Test
    void what_is_checked_is_judged_as_what_is_taken_and_goes_nowhere() {
        assertThat(intake.check(
                        NORTH,
                        List.of(
                                candidate("e-1", "/sis/north"),
                                candidate("e-2", "/sis/south"),
                                new Reading.Unreadable(null, NOT_READ))))
                .containsExactly(
                        new CheckResult.Acceptable("e-1"),
                        new CheckResult.Refused(
                                "e-2",
                                Problem.of(403, "Forbidden", "source does not belong to the token's client", "source")),
                        new CheckResult.Refused(null, NOT_READ));
        assertThat(log.events()).isEmpty();
        assertThat(heard.results).isEmpty();
    }

    @Test
    void the_log_is_not_asked_for_nothing() {
        assertThat(take(new Reading.Unreadable("e-2", NOT_READ))).hasSize(1);
        assertThat(take()).isEmpty();
        assertThat(heard.appends).isEmpty();
    }
}
