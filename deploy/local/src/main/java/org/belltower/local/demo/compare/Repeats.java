package org.belltower.local.demo.compare;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.compare.Evidence.Killed;
import org.belltower.local.demo.provider.Received;
import org.belltower.local.suite.place.Service;
import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;

/// Which pushes may have arrived more than once. Pure.
///
/// The dispatcher sends a push again, under the same id, in two cases: it was killed before the outcome
/// was durable (C4), or it had no answer, so that nobody knows whether the provider has it (I-27). So
/// arrivals are told apart by the life of the dispatcher that sent them. From one life to the next a
/// repeat is excused by the kill between them. Within one life repeats are excused only if that
/// dispatcher itself counts at least as many sends to the provider that had no answer; else none of
/// them is. In both cases the push's first outcome must be written after the last arrival: one that had
/// its answer before had no reason to be sent again. Used once.
final class Repeats {
    /// What a killed dispatcher had sent has arrived by then, and the one after it has not started yet.
    private static final Duration LAST_ARRIVAL = Duration.ofSeconds(2);

    private final Evidence evidence;
    private final List<Instant> ends;
    private final Map<String, Instant> outcomes = new HashMap<>();

    private final List<Push> unexcused = new ArrayList<>();
    private int byKill;
    private int repeated;

    /// One message for one phone.
    record Push(DeviceToken token, String id) {}

    /// One provider in one life of the dispatcher.
    private record Where(int life, Provider provider) {}

    Repeats(Evidence evidence) {
        this.evidence = evidence;
        this.ends = evidence.killed().stream()
                .filter(killed -> killed.service() == Service.DISPATCHER)
                .map(Killed::at)
                .toList();
        evidence.outcomes()
                .forEach((push, all) ->
                        outcomes.put(push.toString(), all.getFirst().at()));
    }

    /// Pushes that came again because the dispatcher was killed before their outcome was durable.
    int byKill() {
        return byKill;
    }

    /// Sends of pushes that came again because they had no answer.
    int repeated() {
        return repeated;
    }

    /// Those that came again and have no excuse.
    List<Push> unexcused() {
        return List.copyOf(unexcused);
    }

    /// @param arrivals of each push that the provider took, in order
    void judge(Map<Push, List<Received>> arrivals) {
        Map<Where, Map<Push, Long>> again = new LinkedHashMap<>();
        arrivals.forEach((push, all) -> {
            if (all.size() > 1 && !endedAfter(push, all.getLast())) {
                unexcused.add(push);
            } else {
                Map<Where, Long> lives = all.stream().collect(groupingBy(this::where, counting()));
                byKill += lives.size() - 1;
                lives.forEach((where, count) -> {
                    if (count > 1) {
                        again.computeIfAbsent(where, _ -> new LinkedHashMap<>()).put(push, count - 1);
                    }
                });
            }
        });
        again.forEach(this::withinOneLife);
    }

    private void withinOneLife(Where where, Map<Push, Long> again) {
        long count = again.values().stream().mapToLong(Long::longValue).sum();
        if (count <= evidence.unanswered().get(where.life()).getOrDefault(where.provider(), 0L)) {
            repeated += (int) count;
        } else {
            again.keySet().stream().filter(push -> !unexcused.contains(push)).forEach(unexcused::add);
        }
    }

    private boolean endedAfter(Push push, Received last) {
        Instant outcome = outcomes.get(push.id());
        return outcome != null && !outcome.isBefore(last.at());
    }

    private Where where(Received received) {
        int life = (int) ends.stream()
                .filter(end -> received.at().isAfter(end.plus(LAST_ARRIVAL)))
                .count();
        return new Where(life, received.provider());
    }
}
