package org.belltower.local.demo.drive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.belltower.local.demo.day.EventKey;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;

/// Collects decisions and outcomes while they are made, until each accepted event has its decision and each push its
/// outcome. Belongs to one thread. Blocks at its construction until it stands at the ends of both topics.
public final class Gathering implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /// After the last outcome, for what may come that nobody expects.
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final TopicTail<Decision> decisionTail;
    private final TopicTail<Outcome> outcomeTail;
    private final InstantSource clock;
    private final Duration patience;
    private final Map<EventKey, List<Decision>> decisions = new HashMap<>();
    private final Map<PushId, List<Outcome>> outcomes = new HashMap<>();
    private Instant lastNews;

    /// @param clock should not jump when the wall clock is set
    /// @param patience how long nothing may come before what is still missing is given up
    public Gathering(String bootstrapServers, InstantSource clock, Duration patience) {
        this.decisionTail = new TopicTail<>(bootstrapServers, Topics.DECISIONS, MessageType.DECISION);
        this.outcomeTail = new TopicTail<>(bootstrapServers, Topics.OUTCOMES, MessageType.OUTCOME);
        this.clock = clock;
        this.patience = patience;
        this.lastNews = clock.instant();
    }

    /// Blocks until all is there and nothing has come for a while, or nothing has come for too long.
    ///
    /// @param events how many copies of each event were accepted
    /// @param progress is told now and then how far it is
    public void await(Map<EventKey, Integer> events, Consumer<String> progress) throws InterruptedException {
        lastNews = clock.instant();
        String told = "";
        while (quietFor().compareTo(isComplete(events) ? QUIET : patience) < 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            poll();
            String now = progress(events);
            if (!now.equals(told)) {
                progress.accept(now);
                told = now;
            }
        }
    }

    /// Blocks until each of these pushes has an outcome.
    ///
    /// @return whether they have one in time
    public boolean awaitOutcomes(Set<PushId> pushes, Duration within) throws InterruptedException {
        Instant end = clock.instant().plus(within);
        while (!outcomes.keySet().containsAll(pushes)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (clock.instant().isAfter(end)) {
                return false;
            }
            poll();
        }
        return true;
    }

    private String progress(Map<EventKey, Integer> events) {
        return "Decisions for %d of %d events, outcomes of %d pushes"
                .formatted(decided(events), sum(events), outcomes.size());
    }

    private Duration quietFor() {
        return Duration.between(lastNews, clock.instant());
    }

    private void poll() {
        int news = decisionTail.poll(
                POLL,
                decision -> decisions
                        .computeIfAbsent(EventKey.of(decision), _ -> new ArrayList<>())
                        .add(decision));
        news += outcomeTail.poll(
                POLL,
                outcome -> outcomes.computeIfAbsent(outcome.push(), _ -> new ArrayList<>())
                        .add(outcome));
        if (news > 0) {
            lastNews = clock.instant();
        }
    }

    private boolean isComplete(Map<EventKey, Integer> events) {
        return decided(events) == sum(events) && outcomes.keySet().containsAll(pushes());
    }

    private static int sum(Map<EventKey, Integer> events) {
        return events.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int decided(Map<EventKey, Integer> events) {
        return events.entrySet().stream()
                .mapToInt(event -> Math.min(
                        event.getValue(),
                        decisions.getOrDefault(event.getKey(), List.of()).size()))
                .sum();
    }

    private Set<PushId> pushes() {
        return decisions.values().stream()
                .flatMap(List::stream)
                .flatMap(decision -> decision.candidates().stream())
                .filter(Decision.Pushed.class::isInstance)
                .map(candidate -> ((Decision.Pushed) candidate).push())
                .collect(Collectors.toSet());
    }

    public Map<EventKey, List<Decision>> decisions() {
        return decisions;
    }

    public Map<PushId, List<Outcome>> outcomes() {
        return outcomes;
    }

    @Override
    public void close() {
        decisionTail.close();
        outcomeTail.close();
    }
}
