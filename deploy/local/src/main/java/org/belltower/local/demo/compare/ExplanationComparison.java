package org.belltower.local.demo.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Explained;
import org.belltower.model.DeviceId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;
import org.jspecify.annotations.Nullable;

/// Compares what the history says with the decisions and outcomes themselves (C2): each decision is told, with one
/// state
/// for each device; what is told of a push is that the provider took it, if one of its ends was that, else its first
/// end.
/// Pure.
public final class ExplanationComparison {
    private ExplanationComparison() {}

    /// Whether everything is told as it came about: the history follows a moment later.
    public static boolean isToldOf(
            Map<EventKey, List<Decision>> decisions, Map<PushId, List<Outcome>> outcomes, List<Explained> told) {
        return compare(decisions, outcomes, told).isEmpty();
    }

    static List<Deviation> compare(
            Map<EventKey, List<Decision>> decisions, Map<PushId, List<Outcome>> outcomes, List<Explained> told) {
        Set<Explained> open = new HashSet<>(right(decisions, outcomes));
        List<Deviation> deviations = new ArrayList<>();
        told.forEach(one -> {
            if (!open.remove(one)) {
                deviations.add(deviation(one, "explained by the history as was not decided"));
            }
        });
        open.forEach(one -> deviations.add(deviation(one, "not explained by the history")));
        return deviations;
    }

    private static Deviation deviation(Explained one, String how) {
        return new Deviation(
                Kind.REASON,
                "%s of %s is %s: %s"
                        .formatted(
                                one.event().id().id(),
                                one.event().district(),
                                how,
                                one.reason() == null ? one.devices() : one.reason()));
    }

    /// As the history has to tell it.
    static List<Explained> right(Map<EventKey, List<Decision>> decisions, Map<PushId, List<Outcome>> outcomes) {
        return decisions.entrySet().stream()
                .flatMap(event ->
                        event.getValue().stream().map(decision -> explained(event.getKey(), decision, outcomes)))
                .distinct()
                .toList();
    }

    private static Explained explained(EventKey event, Decision decision, Map<PushId, List<Outcome>> outcomes) {
        Map<DeviceId, String> devices = new HashMap<>();
        decision.candidates()
                .forEach(candidate -> devices.put(
                        candidate.device(),
                        switch (candidate) {
                            case Decision.Skipped skipped -> "SKIPPED " + skipped.reason();
                            case Decision.Pushed pushed -> end(outcomes.getOrDefault(pushed.push(), List.of()));
                        }));
        @Nullable Reason reason = decision.reason();
        return new Explained(event, decision.decided(), reason == null ? null : reason.name(), devices);
    }

    private static String end(List<Outcome> outcomes) {
        return outcomes.stream()
                .min(Comparator.<Outcome, Boolean>comparing(outcome -> !(outcome.result() instanceof Result.Accepted))
                        .thenComparing(Outcome::at))
                .map(outcome -> switch (outcome.result()) {
                    case Result.Accepted _ -> "ACCEPTED";
                    case Result.Skipped skipped -> "SKIPPED " + skipped.reason();
                    case Result.Failed failed -> "FAILED " + failed.reason();
                    case Result.TokenDead _ -> "FAILED " + Reason.TOKEN_REJECTED;
                    case Result.Expired _ -> "EXPIRED";
                })
                .orElse("PENDING");
    }
}
