package org.belltower.local.demo.play;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.InterruptException;
import org.belltower.local.demo.compare.Evidence;
import org.belltower.local.demo.compare.Report;
import org.belltower.local.demo.compare.Summary;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.drive.Barriers;
import org.belltower.local.demo.drive.Gathering;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.demo.drive.UnansweredSends;
import org.belltower.local.demo.post.Answered;
import org.belltower.local.demo.post.Envelopes;
import org.belltower.local.demo.post.EventSender;
import org.belltower.local.demo.post.Post;
import org.belltower.local.demo.provider.HeldPushes;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.demo.provider.ReceivedPushes;
import org.belltower.local.demo.sis.Save;
import org.belltower.local.demo.sis.StudentRecords;
import org.belltower.local.machine.MonotonicClock;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.scenario.RunningSuite;
import org.belltower.local.suite.scenario.ScenarioResult;

/// Plays the first day once: loads the districts, waits until all know them, posts the events, waits for what comes
/// of them, compares and prints. At noon rights are taken away whose pushes wait since the morning; then and in the
/// afternoon services are killed, if they are to be.
final class FirstDayPlay {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration CALL_WITHIN = Duration.ofSeconds(60);
    private static final Duration BARRIER_WITHIN = Duration.ofSeconds(30);
    private static final Duration WAITING_WITHIN = Duration.ofSeconds(20);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(60);

    /// Longer than a killed service takes to come back.
    private static final Duration NEWS_WITHIN = Duration.ofSeconds(45);

    private final FirstDay day;
    private final RunningSuite suite;
    private final StudentRecords records;
    private final InstantSource clock = new MonotonicClock(InstantSource.system(), System::nanoTime);
    private final PhoneTokens tokens;
    private final Map<Phone, Instant> withdrawn = new HashMap<>();

    FirstDayPlay(FirstDay day, RunningSuite suite, StudentRecords records) {
        this.day = day;
        this.suite = suite;
        this.records = records;
        this.tokens = PhoneTokens.make(day, new SecureRandom());
    }

    ScenarioResult play() throws InterruptedException {
        try (SuiteHttp http = new SuiteHttp(new Patience(clock, LOOK, CALL_WITHIN))) {
            ReceivedPushes providers =
                    new ReceivedPushes(http, Ports.http(suite.ports().simulatorControl()));
            new Loading(day, suite, tokens, clock, CALL_WITHIN).load(http, providers);
            awaitKnown(http);
            Report report = Report.of(day, tokens, run(http, providers));
            suite.tell("");
            Summary.of(report).forEach(suite::tell);
            return report.asExpected() ? ScenarioResult.AS_EXPECTED : ScenarioResult.NOT_AS_EXPECTED;
        } catch (InterruptException interrupted) {
            // Kafka's word for it, which also sets the mark again.
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(interrupted);
        } catch (PlayFailedException e) {
            suite.tell("The first day cannot be played: " + e.getMessage() + ".");
            return ScenarioResult.NOT_AS_EXPECTED;
        }
    }

    private void awaitKnown(SuiteHttp http) throws InterruptedException {
        String token = suite.clientToken(FirstDayScenario.OPERATOR);
        Barriers barriers = new Barriers(
                http, new Patience(clock, LOOK, BARRIER_WITHIN), suite.ports().kafkaBootstrap());
        barriers.published(address(Service.DEVICE_REGISTRY), token);
        barriers.settled(address(Service.RULES_EVALUATOR), token);
    }

    private Evidence run(SuiteHttp http, ReceivedPushes providers) throws InterruptedException {
        Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        URI events = address(Service.EVENT_INGEST).resolve("/v1/events");
        EventSender sender = new EventSender(
                http, new Envelopes(events, start), suite::clientToken, new Patience(clock, LOOK, CALL_WITHIN));
        HeldPushes held = new HeldPushes(day, tokens, providers);
        Withdrawals withdrawals = new Withdrawals(http, address(Service.DEVICE_REGISTRY), day, suite, start);
        Kills kills = new Kills(suite, providers, new UnansweredSends(suite.log(Service.DISPATCHER)), clock);
        try (Gathering gathering = new Gathering(suite.ports().kafkaBootstrap(), clock, NEWS_WITHIN);
                LateRights rights = new LateRights(held, withdrawals, clock)) {
            held.hold();
            List<Answered> answers = send(sender, kills, () -> {
                rights.awaitWaiting(new Patience(clock, LOOK, WAITING_WITHIN));
                kills.due();
                kills.awaitStrike();
                rights.begin();
                if (!kills.any()) {
                    goOn(held, rights, gathering);
                }
            });
            kills.awaitBack();
            if (kills.any()) {
                goOn(held, rights, gathering);
            }
            gathering.await(accepted(answers), rows(), suite::tell);
            return new Evidence(
                    answers,
                    gathering.rows(),
                    gathering.decisions(),
                    gathering.outcomes(),
                    new Explanations(suite, http, clock).of(gathering.decisions(), gathering.outcomes()),
                    providers.all(),
                    withdrawn,
                    kills.killed(),
                    kills.unanswered());
        }
    }

    /// What happens at noon. Blocks.
    @FunctionalInterface
    private interface Noon {
        void come() throws InterruptedException;
    }

    private List<Answered> send(EventSender sender, Kills kills, Noon noon) throws InterruptedException {
        List<Turn> turns = Turn.of(day.events().toList());
        int events = turns.stream().mapToInt(turn -> turn.events().size()).sum();
        List<Integer> stops = Kills.stops(events, suite.toKill().size());
        List<Answered> answers = new ArrayList<>();
        int sent = 0;
        int next = 0;
        for (Turn turn : turns) {
            if (next < stops.size() && sent >= stops.get(next)) {
                if (next++ == 0) {
                    noon.come();
                } else {
                    kills.due();
                }
            }
            switch (turn) {
                case Turn.Posting(Post post) -> answers.addAll(sender.send(post));
                case Turn.Saving(Save save) -> records.save(save);
            }
            sent += turn.events().size();
            kills.strike();
        }
        kills.awaitStrike();
        tell(turns, answers.size());
        return answers;
    }

    private void tell(List<Turn> turns, int posted) {
        List<Turn> saves = turns.stream().filter(Turn.Saving.class::isInstance).toList();
        int changed = saves.stream().mapToInt(turn -> turn.events().size()).sum();
        suite.tell("Posted " + posted + " events in " + (turns.size() - saves.size()) + " requests, changed " + changed
                + " rows of student information systems in " + saves.size() + " transactions; "
                + (rows() - changed) + " stood there before");
    }

    private int rows() {
        return (int)
                day.events().filter(event -> event.way() instanceof Way.Row).count();
    }

    /// The providers take everything again as soon as the waiting pushes have ended, so that nothing but the rights
    /// can have ended them. If they have not in time, all the same: then it is seen who receives what.
    ///
    /// After a kill this comes in the evening, so that the afternoon is posted while services are away.
    private void goOn(HeldPushes held, LateRights rights, Gathering gathering) throws InterruptedException {
        withdrawn.putAll(rights.answered());
        suite.tell("Took " + withdrawn.size() + " rights away whose pushes waited");
        if (!gathering.awaitOutcomes(held.withdrawnIds(), ENDED_WITHIN)) {
            suite.tell("Not all of these pushes have ended; the providers go on");
        }
        held.letGo();
    }

    private static Map<EventKey, Integer> accepted(List<Answered> answers) {
        Map<EventKey, Integer> accepted = new HashMap<>();
        answers.stream()
                .filter(Answered::isAccepted)
                .forEach(answer -> accepted.merge(EventKey.of(answer.event()), 1, Integer::sum));
        return accepted;
    }

    private URI address(Service service) {
        return Ports.http(suite.ports().service(service));
    }
}
