package org.belltower.local.demo.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.suite.place.Service;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.PushId;

/// Compares the outcomes with the pushes that were decided: a push ends once (I-55), and what ends was decided. Pure.
///
/// A push whose outcome is durable is not taken in hand again, by no later life of the dispatcher either (C4). So a
/// second outcome is legal only if the first was just being written when the dispatcher was killed, and then it must
/// say the same: the topic is at least once, and whoever reads it may take either. That a push that was
/// accepted arrived twice, [Repeats] judges beside that.
final class OutcomeComparison {
    /// From an outcome's time until it is durable.
    private static final Duration WRITING = Duration.ofSeconds(2);

    private final Evidence evidence;
    private final List<Instant> ends;

    OutcomeComparison(Evidence evidence) {
        this.evidence = evidence;
        this.ends = evidence.killed().stream()
                .filter(killed -> killed.service() == Service.DISPATCHER)
                .map(Evidence.Killed::at)
                .toList();
    }

    List<Deviation> compare() {
        List<Deviation> deviations = new ArrayList<>();
        Set<PushId> decided = decided(evidence);
        evidence.outcomes().forEach((push, all) -> {
            if (!decided.contains(push)) {
                deviations.add(deviation(all, "which no decision names"));
            }
            if (!isOne(all)) {
                deviations.add(deviation(all, "and had to end once"));
            }
        });
        return deviations;
    }

    private static Set<PushId> decided(Evidence evidence) {
        return evidence.decisions().values().stream()
                .flatMap(List::stream)
                .flatMap(decision -> decision.candidates().stream())
                .filter(Decision.Pushed.class::isInstance)
                .map(Decision.Pushed.class::cast)
                .map(Decision.Pushed::push)
                .collect(Collectors.toSet());
    }

    private boolean isOne(List<Outcome> all) {
        List<Outcome> inTime =
                all.stream().sorted(Comparator.comparing(Outcome::at)).toList();
        for (int index = 1; index < inTime.size(); index++) {
            Outcome before = inTime.get(index - 1);
            Outcome again = inTime.get(index);
            boolean broken = ends.stream()
                    .anyMatch(end -> !before.at().isBefore(end.minus(WRITING))
                            && !before.at().isAfter(end)
                            && again.at().isAfter(end));
            if (!broken || !before.result().equals(again.result())) {
                return false;
            }
        }
        return true;
    }

    private static Deviation deviation(List<Outcome> all, String what) {
        Outcome first = all.getFirst();
        String ends = all.stream()
                .map(outcome -> Report.word(outcome) + " at " + outcome.at())
                .collect(Collectors.joining(", "));
        return new Deviation(
                Kind.REASON,
                first.device() + " (" + first.district() + "): push " + first.push() + " was " + ends + ", " + what);
    }
}
