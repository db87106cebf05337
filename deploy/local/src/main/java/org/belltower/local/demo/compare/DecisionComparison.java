package org.belltower.local.demo.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.compare.PlayedEvents.Played;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.model.DeviceId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Decision.Candidate;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;

/// Compares decisions and outcomes with the fates that are written down: every candidate, and its one reason. Pure.
final class DecisionComparison {
    private static final String TOLD = "told";

    private final FirstDay day;
    private final Evidence evidence;
    private final List<Deviation> deviations = new ArrayList<>();

    DecisionComparison(FirstDay day, Evidence evidence) {
        this.day = day;
        this.evidence = evidence;
    }

    List<Deviation> compare(PlayedEvents events) {
        events.byKey().forEach(this::compare);
        evidence.decisions().keySet().stream()
                .filter(key -> !events.byKey().containsKey(key))
                .forEach(key -> deviate("a decision was made about " + key.id().id() + ", which nobody sent"));
        return List.copyOf(deviations);
    }

    private void compare(EventKey key, List<Played> copies) {
        List<Decision> decisions = evidence.decisions().getOrDefault(key, List.of());
        if (decisions.size() < copies.size()) {
            deviate(copies.getFirst() + " has " + decisions.size() + " decisions of " + copies.size());
        }
        if (decisions.isEmpty()) {
            return;
        }
        Played first = copies.getFirst();
        switch (first.event().expected()) {
            case Expectation.Told told -> told(first, told, decisions.getFirst());
            case Expectation.Nobody(Set<Reason> reasons) -> nobody(first, reasons, decisions.getFirst());
            case Expectation.Refused _ -> {}
        }
        // A second copy is a repeat whoever sent it: a case, or a producer that had no answer and tried again.
        decisions.stream()
                .skip(1)
                .filter(decision -> decision.reason() != Reason.REPEAT)
                .forEach(decision -> deviate("a second copy of " + first + " was no REPEAT but " + summary(decision)));
    }

    private void told(Played played, Expectation.Told told, Decision decision) {
        if (decision.reason() != null) {
            deviate(played + " was " + decision.reason() + " and had to be told");
            return;
        }
        Map<DeviceId, String> expected = new HashMap<>();
        told.arrives().forEach(device -> expected.put(device, TOLD));
        told.skipped().forEach((device, reason) -> expected.put(device, reason.name()));
        Map<DeviceId, String> fates = new HashMap<>();
        for (Candidate candidate : decision.candidates()) {
            if (candidate instanceof Decision.Skipped
                    && played.event().meanwhile().containsKey(candidate.device())) {
                deviate(candidate.device() + " had its right when it was decided, and was not pushed to in " + played);
            }
            if (fates.put(candidate.device(), fate(candidate)) != null) {
                deviate(played + " names " + candidate.device() + " twice");
            }
        }
        Set<DeviceId> all = new TreeSet<>(Comparator.comparing(DeviceId::value));
        all.addAll(expected.keySet());
        all.addAll(fates.keySet());
        for (DeviceId device : all) {
            String wanted = expected.getOrDefault(device, "no candidate");
            String was = fates.getOrDefault(device, "no candidate");
            if (!was.equals(wanted)) {
                deviate(device + " was " + was + " and had to be " + wanted + " in " + played);
            }
        }
    }

    /// The end of a candidate, in one word: what the dispatcher stopped counts with its reason.
    private String fate(Candidate candidate) {
        return switch (candidate) {
            case Decision.Skipped skipped -> skipped.reason().name();
            case Decision.Pushed pushed -> outcome(pushed.push());
        };
    }

    private String outcome(PushId push) {
        List<Outcome> outcomes = evidence.outcomes().getOrDefault(push, List.of());
        if (outcomes.isEmpty()) {
            return "pushed without an outcome";
        }
        return switch (outcomes.getFirst().result()) {
            case Result.Accepted _ -> TOLD;
            case Result.Skipped(Reason reason) -> reason.name();
            case Result.Failed failed -> "failed, " + failed.reason();
            case Result.TokenDead _ -> "failed, token dead";
            case Result.Expired _ -> "expired";
        };
    }

    /// The reason may be the event's, or each candidate's alike.
    private void nobody(Played played, Set<Reason> reasons, Decision decision) {
        Reason whole = decision.reason();
        if (whole != null ? !reasons.contains(whole) : !allSkipped(played, reasons, decision)) {
            deviate(played + " was " + summary(decision) + " and had to be " + reasons);
        }
    }

    private boolean allSkipped(Played played, Set<Reason> reasons, Decision decision) {
        Set<DeviceId> named = new HashSet<>();
        boolean all = decision.candidates().stream()
                .allMatch(candidate -> named.add(candidate.device())
                        && candidate instanceof Decision.Skipped skipped
                        && reasons.contains(skipped.reason()));
        return all && named.equals(day.district(played.event().district()).candidates(decision.student()));
    }

    private static String summary(Decision decision) {
        if (decision.reason() != null) {
            return decision.reason().name();
        }
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        int pushed = 0;
        for (Candidate candidate : decision.candidates()) {
            switch (candidate) {
                case Decision.Pushed _ -> pushed++;
                case Decision.Skipped skipped -> reasons.add(skipped.reason());
            }
        }
        return "decided for " + decision.candidates().size() + " candidates (" + pushed + " pushed, skipped for "
                + reasons + ")";
    }

    private void deviate(String sentence) {
        deviations.add(new Deviation(Kind.REASON, sentence));
    }
}
