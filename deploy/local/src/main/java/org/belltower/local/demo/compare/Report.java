package org.belltower.local.demo.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.post.Answered;
import org.belltower.local.demo.post.Mode;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.demo.provider.Received;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;

/// How the play ended, against what is written down.
///
/// @param accepted events by mode
/// @param rows changes of rows that were captured
/// @param byDistrict both by district
/// @param refused events at the front door
/// @param noNews decisions about whole events, by reason
/// @param candidates of all others, by fate: `pushed` or a reason
/// @param outcomes of the pushes, each that was written
/// @param explained what the history says of the candidates, by state
/// @param received pushes that the providers took
/// @param excused pushes that arrived twice because the dispatcher was killed
/// @param repeated sends that were done again because they had no answer
/// @param unanswered sends that had no answer, as the dispatcher logs them
public record Report(
        Map<Mode, Long> accepted,
        long rows,
        Map<DistrictId, Long> byDistrict,
        long refused,
        Map<String, Long> noNews,
        Map<String, Long> candidates,
        Map<String, Long> outcomes,
        Map<String, Long> explained,
        Map<Provider, Long> received,
        int excused,
        int repeated,
        long unanswered,
        List<Evidence.Killed> killed,
        List<Deviation> deviations) {
    public Report {
        killed = List.copyOf(killed);
        deviations = List.copyOf(deviations);
    }

    public static Report of(FirstDay day, PhoneTokens tokens, Evidence evidence) {
        CapturedRows rows = new CapturedRows(day, evidence.rows());
        PlayedEvents events = new PlayedEvents(day, rows);
        PushComparison.Result pushes = new PushComparison(day, events, tokens).compare(evidence);
        List<Deviation> deviations = new ArrayList<>(pushes.deviations());
        deviations.addAll(AnswerComparison.compare(evidence.answers()));
        deviations.addAll(rows.deviations());
        deviations.addAll(new DecisionComparison(day, evidence).compare(events));
        deviations.addAll(new OutcomeComparison(evidence).compare());
        deviations.addAll(
                ExplanationComparison.compare(evidence.decisions(), evidence.outcomes(), evidence.explained()));
        deviations.sort(Comparator.comparing(Deviation::kind));
        Map<Mode, Long> accepted = new EnumMap<>(Mode.class);
        Map<DistrictId, Long> byDistrict = new TreeMap<>(Comparator.comparing(DistrictId::value));
        evidence.answers().stream().filter(Answered::isAccepted).forEach(answer -> {
            accepted.merge(answer.mode(), 1L, Long::sum);
            byDistrict.merge(answer.event().district(), 1L, Long::sum);
        });
        evidence.rows().forEach(row -> byDistrict.merge(row.district(), 1L, Long::sum));
        Map<Provider, Long> received = new EnumMap<>(Provider.class);
        evidence.received().stream()
                .filter(Received::accepted)
                .forEach(push -> received.merge(push.provider(), 1L, Long::sum));
        return new Report(
                accepted,
                evidence.rows().size(),
                byDistrict,
                evidence.answers().stream()
                        .filter(answer -> !answer.isAccepted())
                        .count(),
                noNews(evidence),
                candidates(evidence),
                outcomes(evidence),
                explained(evidence),
                received,
                pushes.byKill(),
                pushes.repeated(),
                evidence.unanswered().stream()
                        .flatMap(life -> life.values().stream())
                        .mapToLong(Integer::longValue)
                        .sum(),
                evidence.killed(),
                deviations);
    }

    private static Map<String, Long> noNews(Evidence evidence) {
        Map<String, Long> counts = new TreeMap<>();
        evidence.decisions().values().stream().flatMap(List::stream).forEach(decision -> {
            if (decision.reason() != null) {
                counts.merge(decision.reason().name(), 1L, Long::sum);
            }
        });
        return counts;
    }

    private static Map<String, Long> candidates(Evidence evidence) {
        Map<String, Long> counts = new TreeMap<>();
        evidence.decisions().values().stream()
                .flatMap(List::stream)
                .flatMap(decision -> decision.candidates().stream())
                .forEach(candidate -> counts.merge(
                        switch (candidate) {
                            case Decision.Pushed _ -> "pushed";
                            case Decision.Skipped skipped -> skipped.reason().name();
                        },
                        1L,
                        Long::sum));
        return counts;
    }

    private static Map<String, Long> outcomes(Evidence evidence) {
        Map<String, Long> counts = new TreeMap<>();
        evidence.outcomes().values().stream()
                .flatMap(List::stream)
                .forEach(outcome -> counts.merge(word(outcome), 1L, Long::sum));
        return counts;
    }

    private static Map<String, Long> explained(Evidence evidence) {
        Map<String, Long> counts = new TreeMap<>();
        evidence.explained()
                .forEach(one ->
                        one.devices().values().forEach(words -> counts.merge(words.split(" ", 2)[0], 1L, Long::sum)));
        return counts;
    }

    static String word(Outcome outcome) {
        return switch (outcome.result()) {
            case Result.Accepted _ -> "accepted";
            case Result.Skipped skipped -> "skipped " + skipped.reason();
            case Result.Failed failed -> "failed " + failed.reason();
            case Result.TokenDead _ -> "failed, token dead";
            case Result.Expired _ -> "expired";
        };
    }

    public boolean asExpected() {
        return deviations.isEmpty();
    }

    long count(Kind kind) {
        return deviations.stream().filter(deviation -> deviation.kind() == kind).count();
    }
}
