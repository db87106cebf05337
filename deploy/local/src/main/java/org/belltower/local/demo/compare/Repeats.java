package org.belltower.local.demo.compare;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.belltower.local.demo.compare.Evidence.Killed;
import org.belltower.local.demo.provider.Received;
import org.belltower.local.suite.place.Service;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.PushId;

/// Which pushes may have arrived more than once. Pure.
///
/// The dispatcher sends a push again, under the same id, in two cases: it was killed before the outcome
/// was durable (C4), or it had no answer, so that nobody knows whether the provider has it (I-27). So
/// arrivals are told apart by the life of the dispatcher that sent them, and each but a life's last one
/// must be explained by a line of that life's log, which names this push as sent without an answer. The
/// last one of a life after which the push came in a later life is explained by such a line too, or by
/// the kill, if its send can have been under way then: not longer ago than a send may take. The push's
/// first outcome must be written after the last arrival: one that had its answer before had no reason to
/// be sent again. Only where the last life's log has a line of it may one come later: the send that was given
/// up was on its way, and a provider that is slow reads it after the answer to the one that followed. Used once.
final class Repeats {
    /// What a killed dispatcher had sent has arrived by then, and the one after it has not started yet.
    private static final Duration LAST_ARRIVAL = Duration.ofSeconds(2);

    /// `belltower.dispatch.send-deadline`, which the demo leaves as it is: a send that is older has an answer,
    /// or counts as unanswered. What was given up is read within the same time, or never.
    private static final Duration SEND_DEADLINE = Duration.ofSeconds(10);

    /// From an answer until the outcome is durable.
    private static final Duration WRITING = Duration.ofSeconds(2);

    private final List<Instant> ends;
    private final Map<String, Instant> outcomes = new HashMap<>();
    private final List<Map<String, Integer>> unanswered = new ArrayList<>();

    private final List<Push> unexcused = new ArrayList<>();
    private int byKill;
    private int repeated;

    /// One message for one phone.
    record Push(DeviceToken token, String id) {}

    Repeats(Evidence evidence) {
        this.ends = evidence.killed().stream()
                .filter(killed -> killed.service() == Service.DISPATCHER)
                .map(Killed::at)
                .toList();
        evidence.outcomes()
                .forEach((push, all) ->
                        outcomes.put(push.toString(), all.getFirst().at()));
        for (Map<PushId, Integer> life : evidence.unanswered()) {
            Map<String, Integer> sends = new HashMap<>();
            life.forEach((push, count) -> sends.put(push.toString(), count));
            unanswered.add(sends);
        }
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
        arrivals.forEach((push, all) -> {
            if (all.size() > 1 && !isExcused(push, all)) {
                unexcused.add(push);
            }
        });
    }

    private boolean isExcused(Push push, List<Received> all) {
        TreeMap<Integer, List<Received>> lives = all.stream().collect(groupingBy(this::life, TreeMap::new, toList()));
        int killed = 0;
        int lost = 0;
        int last = 0;
        for (Map.Entry<Integer, List<Received>> life : lives.entrySet()) {
            int lines = unanswered.get(life.getKey()).getOrDefault(push.id(), 0);
            int again = life.getValue().size() - 1;
            boolean cameLater = lives.higherKey(life.getKey()) != null;
            if (cameLater && lines > again) {
                again++;
            } else if (cameLater && wasUnderWay(life.getValue().getLast(), ends.get(life.getKey()))) {
                killed++;
            } else if (cameLater) {
                return false;
            }
            if (again > lines) {
                return false;
            }
            lost += again;
            last = lines;
        }
        if (!endedAfter(push, all.getLast(), last > 0 ? SEND_DEADLINE : Duration.ZERO)) {
            return false;
        }
        byKill += killed;
        repeated += lost;
        return true;
    }

    private static boolean wasUnderWay(Received last, Instant end) {
        return !last.at().isBefore(end.minus(SEND_DEADLINE).minus(WRITING));
    }

    private boolean endedAfter(Push push, Received last, Duration late) {
        Instant outcome = outcomes.get(push.id());
        return outcome != null && !outcome.plus(late).isBefore(last.at());
    }

    private int life(Received received) {
        return (int) ends.stream()
                .filter(end -> received.at().isAfter(end.plus(LAST_ARRIVAL)))
                .count();
    }
}
