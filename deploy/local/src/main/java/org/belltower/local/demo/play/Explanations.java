package org.belltower.local.demo.play;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.local.demo.compare.ExplanationComparison;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Explained;
import org.belltower.local.demo.drive.History;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.scenario.RunningSuite;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.PushId;

/// In the evening each office asks why its families were told of what, and why not.
final class Explanations {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

    private final RunningSuite suite;
    private final History history;
    private final Patience patience;

    Explanations(RunningSuite suite, SuiteHttp http, InstantSource clock) {
        this.suite = suite;
        this.history = new History(http, Ports.http(suite.ports().service(Service.DISPATCHER)));
        this.patience = new Patience(clock, AGAIN, TOLD_WITHIN);
    }

    /// Asks for each student about whom something was decided, and again until the history, which follows a moment
    /// later, tells of all of it; not for ever. Blocks.
    List<Explained> of(Map<EventKey, List<Decision>> decisions, Map<PushId, List<Outcome>> outcomes)
            throws InterruptedException {
        Map<DistrictId, Set<StudentId>> students = new HashMap<>();
        decisions.values().stream()
                .flatMap(List::stream)
                .forEach(decision -> students.computeIfAbsent(decision.district(), _ -> new HashSet<>())
                        .add(decision.student()));
        List<Explained> told = new ArrayList<>();
        boolean _ = patience.until(() -> {
            told.clear();
            for (var district : students.entrySet()) {
                String office = suite.clientToken(FirstDayScenario.office(district.getKey()));
                for (StudentId student : district.getValue()) {
                    told.addAll(history.of(district.getKey(), student, office));
                }
            }
            return ExplanationComparison.isToldOf(decisions, outcomes, told);
        });
        return told;
    }
}
