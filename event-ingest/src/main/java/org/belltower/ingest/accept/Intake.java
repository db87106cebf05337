package org.belltower.ingest.accept;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.belltower.ingest.cloudevents.DistrictClaim;
import org.belltower.ingest.cloudevents.Reading;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.wire.Problem;

/// Decides about the events of one request: refused for what they are or for who sends them, accepted once the log has
/// them. One event's fate is never another's.
///
/// Thread-safe if the log and the listener are. Blocks as long as the log does.
public final class Intake {
    private final ChangeLog log;
    private final IntakeListener listener;
    private final Clocks clocks;

    public Intake(ChangeLog log, IntakeListener listener, Clocks clocks) {
        this.log = log;
        this.listener = listener;
        this.clocks = clocks;
    }

    /// What time it is.
    ///
    /// @param maxAhead how far ahead of now an event's time may be: one from the future would make every later
    ///     one of its item an older version (I-16)
    /// @param nanos as [System#nanoTime]
    public record Clocks(InstantSource now, Duration maxAhead, LongSupplier nanos) {}

    /// @return one result a reading, in their order
    public List<IntakeResult> take(Producer producer, List<Reading> readings) {
        List<Judgement> judgements =
                readings.stream().map(reading -> judge(producer, reading)).toList();
        Iterator<ChangeLog.Append> appends = append(judgements).iterator();
        List<IntakeResult> results = new ArrayList<>(judgements.size());
        for (Judgement judgement : judgements) {
            IntakeResult result = switch (judgement) {
                case Judgement.No(IntakeResult.Refused refused) -> refused;
                case Judgement.Yes(ChangeEvent event) -> result(event, appends.next());
            };
            listener.ended(result);
            results.add(result);
        }
        return results;
    }

    /// Says what would become of events, and hands nothing to the log: for whoever tries to send the first ones.
    ///
    /// @return one result a reading, in their order
    public List<CheckResult> check(Producer producer, List<Reading> readings) {
        return readings.stream()
                .map(reading -> judge(producer, reading))
                .map(Intake::checked)
                .toList();
    }

    private static CheckResult checked(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Yes(ChangeEvent event) ->
                new CheckResult.Acceptable(event.id().id());
            case Judgement.No(IntakeResult.Refused refused) -> new CheckResult.Refused(refused.id(), refused.problem());
        };
    }

    /// Whether the event may go to the log.
    private sealed interface Judgement {
        record Yes(ChangeEvent event) implements Judgement {}

        record No(IntakeResult.Refused refused) implements Judgement {}
    }

    private Judgement judge(Producer producer, Reading reading) {
        return switch (reading) {
            case Reading.Unreadable unreadable ->
                new Judgement.No(new IntakeResult.Refused(unreadable.id(), unreadable.problem()));
            case Reading.Candidate candidate -> judge(producer, candidate);
        };
    }

    private Judgement judge(Producer producer, Reading.Candidate candidate) {
        for (DistrictClaim claim : candidate.districts()) {
            if (!claim.district().equals(producer.district().value())) {
                return forbidden(candidate, claim.field(), "must be the district of the token, or be left out");
            }
        }
        if (!producer.owns(candidate.source())) {
            return forbidden(candidate, "source", "does not belong to the token's client");
        }
        if (candidate.order().time().isAfter(clocks.now().instant().plus(clocks.maxAhead()))) {
            return refused(candidate, 400, "Bad Request", "time", "must not be in the future");
        }
        return new Judgement.Yes(new ChangeEvent(
                producer.district(),
                new EventId(producer.client(), candidate.source(), candidate.id()),
                candidate.order(),
                candidate.origin(),
                candidate.change()));
    }

    private static Judgement forbidden(Reading.Candidate candidate, String field, String rule) {
        return refused(candidate, 403, "Forbidden", field, rule);
    }

    private static Judgement refused(Reading.Candidate candidate, int status, String title, String field, String rule) {
        Problem problem = Problem.of(status, title, field + " " + rule, field);
        return new Judgement.No(new IntakeResult.Refused(candidate.id(), problem));
    }

    private List<ChangeLog.Append> append(List<Judgement> judgements) {
        List<ChangeEvent> events = judgements.stream()
                .filter(Judgement.Yes.class::isInstance)
                .map(judgement -> ((Judgement.Yes) judgement).event())
                .toList();
        if (events.isEmpty()) {
            return List.of();
        }
        long start = clocks.nanos().getAsLong();
        List<ChangeLog.Append> appends = log.append(events);
        listener.appended(events.size(), Duration.ofNanos(clocks.nanos().getAsLong() - start));
        return appends;
    }

    private static IntakeResult result(ChangeEvent event, ChangeLog.Append append) {
        String id = event.id().id();
        return switch (append) {
            case ACKNOWLEDGED -> new IntakeResult.Accepted(id);
            case UNACKNOWLEDGED -> new IntakeResult.Unacknowledged(id);
        };
    }
}
