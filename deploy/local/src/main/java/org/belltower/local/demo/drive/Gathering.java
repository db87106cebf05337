package org.belltower.local.demo.drive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.belltower.local.demo.day.EventKey;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;

/// Collects captured rows, decisions and outcomes while they are made, until each row is captured, each event has its
/// decision and each push its outcome. Belongs to one thread. Blocks at its construction until the topics are known.
public final class Gathering implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /// After the last outcome, for what may come that nobody expects.
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final TopicTail<ChangeEvent> changeTail;
    private final TopicTail<Decision> decisionTail;
    private final TopicTail<Outcome> outcomeTail;
    private final InstantSource clock;
    private final Duration patience;
    private final List<ChangeEvent> rows = new ArrayList<>();
    private final Set<EventKey> captured = new HashSet<>();
    private final Map<EventKey, List<Decision>> decisions = new HashMap<>();
    private final Map<PushId, List<Outcome>> outcomes = new HashMap<>();
    private Instant lastNews;

    /// @param clock should not jump when the wall clock is set
    /// @param patience how long nothing may come before what is still missing is given up
    public Gathering(String bootstrapServers, InstantSource clock, Duration patience) {
        this.changeTail = new TopicTail<>(bootstrapServers, Topics.CHANGES, ChangeCodec::decode);
        this.decisionTail = new TopicTail<>(bootstrapServers, Topics.DECISIONS, MessageType.DECISION::decode);
        this.outcomeTail = new TopicTail<>(bootstrapServers, Topics.OUTCOMES, MessageType.OUTCOME::decode);
        this.clock = clock;
        this.patience = patience;
        this.lastNews = clock.instant();
    }

    /// Blocks until all is there and nothing has come for a while, or nothing has come for too long.
    ///
    /// @param posted how many copies of each event were accepted
    /// @param rows how many changes of rows are to be captured
    /// @param progress is told now and then how far it is
    public void await(Map<EventKey, Integer> posted, int rows, Consumer<String> progress) throws InterruptedException {
        Awaited awaited = new Awaited(posted, rows);
        lastNews = clock.instant();
        String told = "";
        while (quietFor().compareTo(isComplete(awaited) ? QUIET : patience) < 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            poll();
            String now = progress(awaited);
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

    private record Awaited(Map<EventKey, Integer> posted, int rows) {
        int events() {
            return rows + posted.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private String progress(Awaited awaited) {
        return "Decisions for %d of %d events, outcomes of %d pushes"
                .formatted(decided(awaited), awaited.events(), outcomes.size());
    }

    private Duration quietFor() {
        return Duration.between(lastNews, clock.instant());
    }

    private void poll() {
        int news = changeTail.poll(POLL, this::capture);
        news += decisionTail.poll(
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

    private void capture(ChangeEvent change) {
        EventKey key = new EventKey(change.district(), change.id());
        if (key.isOfRow()) {
            rows.add(change);
            captured.add(key);
        }
    }

    private boolean isComplete(Awaited awaited) {
        return decided(awaited) == awaited.events()
                && decisions.keySet().containsAll(captured)
                && outcomes.keySet().containsAll(pushes());
    }

    private int decided(Awaited awaited) {
        int posted = awaited.posted().entrySet().stream()
                .mapToInt(event -> Math.min(
                        event.getValue(),
                        decisions.getOrDefault(event.getKey(), List.of()).size()))
                .sum();
        int rows = (int) captured.stream().filter(decisions::containsKey).count();
        return posted + Math.min(awaited.rows(), rows);
    }

    private Set<PushId> pushes() {
        return decisions.values().stream()
                .flatMap(List::stream)
                .flatMap(decision -> decision.candidates().stream())
                .filter(Decision.Pushed.class::isInstance)
                .map(candidate -> ((Decision.Pushed) candidate).push())
                .collect(Collectors.toSet());
    }

    /// What became of changed rows, in the order in which it was read: an event twice if it was written twice.
    public List<ChangeEvent> rows() {
        return rows;
    }

    public Map<EventKey, List<Decision>> decisions() {
        return decisions;
    }

    public Map<PushId, List<Outcome>> outcomes() {
        return outcomes;
    }

    @Override
    public void close() {
        changeTail.close();
        decisionTail.close();
        outcomeTail.close();
    }
}
