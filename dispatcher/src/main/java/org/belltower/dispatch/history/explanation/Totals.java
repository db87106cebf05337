package org.belltower.dispatch.history.explanation;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Candidates by state, and by state and reason. They reconcile, always: candidates is the sum of the states, and each
/// state that of its reasons (I-2).
///
/// @param byState every state
/// @param byReason of those that there are; most first
public record Totals(int candidates, Map<CandidateState, Integer> byState, List<ByReason> byReason) {
    private static final Comparator<ByReason> MOST_FIRST = Comparator.comparingInt(ByReason::count)
            .reversed()
            .thenComparing(ByReason::state)
            .thenComparing(each -> each.reason() == null ? "" : each.reason());

    public Totals {
        byState = Collections.unmodifiableMap(new EnumMap<>(byState));
        byReason = List.copyOf(byReason);
    }

    /// @param reason null of a state that has none
    public record ByReason(CandidateState state, @Nullable String reason, int count) {}

    private record Kind(CandidateState state, @Nullable String reason) {}

    public static Totals of(Collection<Candidate> candidates) {
        Map<CandidateState, Integer> states = new EnumMap<>(CandidateState.class);
        for (CandidateState state : CandidateState.values()) {
            states.put(state, 0);
        }
        Map<Kind, Integer> kinds = new HashMap<>();
        for (Candidate candidate : candidates) {
            ToldReason reason = candidate.reason();
            states.merge(candidate.state(), 1, Integer::sum);
            kinds.merge(new Kind(candidate.state(), reason == null ? null : reason.name()), 1, Integer::sum);
        }
        List<ByReason> reasons = kinds.entrySet().stream()
                .map(kind -> new ByReason(kind.getKey().state(), kind.getKey().reason(), kind.getValue()))
                .sorted(MOST_FIRST)
                .toList();
        return new Totals(candidates.size(), states, reasons);
    }
}
