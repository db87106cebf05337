package org.belltower.simulator.script;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.simulator.received.Provider;
import org.jspecify.annotations.Nullable;

/// What the simulated providers answer. Without rules every push that is in order is accepted after the usual
/// latency, at first none.
///
/// A push is held against the rules for its token, then for its app, then for its provider, then for all; within
/// each of these in the order in which they were added. The first that matches decides. Requests that a provider
/// would refuse (a bad credential, a malformed payload) never reach the script, so a fault that is scripted does
/// not hide one that is real.
///
/// Rules are found by hash, not by search: a hundred thousand rules for tokens cost a push no more than one. Safe
/// for use by many threads; a change holds for the next push.
public final class Script {

    /// A rule that is in force.
    ///
    /// @param id by which it can be removed
    /// @param rule as it was added
    /// @param remaining for how many more pushes; [Rule#FOREVER] has no end
    public record Standing(long id, Rule rule, long remaining) {}

    /// What a push gets.
    public record Decision(Reply reply, Duration latency) {}

    private static final Match ANY = Match.any();
    private static final Reply ACCEPT = Reply.accept();

    private final Map<Match, List<Live>> rules = new ConcurrentHashMap<>();
    private final Map<Provider, Match> providers =
            Map.of(Provider.APNS, Match.provider(Provider.APNS), Provider.FCM, Match.provider(Provider.FCM));
    private final AtomicLong ids = new AtomicLong();
    private volatile Duration latency = Duration.ZERO;

    /// Adds a rule behind those for the same pushes.
    ///
    /// @return its id
    public long add(Rule rule) {
        Live live = new Live(ids.incrementAndGet(), rule);
        rules.compute(rule.match(), (_, present) -> {
            List<Live> list = present == null ? new CopyOnWriteArrayList<>() : present;
            list.add(live);
            return list;
        });
        return live.id;
    }

    /// Removes a rule.
    ///
    /// @return whether it was still in force
    public boolean remove(long id) {
        return rules().stream()
                .filter(standing -> standing.id() == id)
                .findFirst()
                .map(standing -> drop(standing.rule().match(), id))
                .orElse(false);
    }

    /// Removes every rule. The usual latency stays.
    public void clear() {
        rules.clear();
    }

    /// The rules in force, in the order in which they were added.
    public List<Standing> rules() {
        return rules.values().stream()
                .flatMap(List::stream)
                .map(live -> new Standing(live.id, live.rule, live.remaining.get()))
                .filter(standing -> standing.remaining() > 0)
                .sorted(Comparator.comparingLong(Standing::id))
                .toList();
    }

    /// How long answers take that no rule says otherwise about; refusals of bad requests included.
    public Duration latency() {
        return latency;
    }

    /// Sets the usual latency.
    public void latency(Duration latency) {
        this.latency = new Latency.Fixed(latency).duration();
    }

    /// Decides about a push that is in order, and uses up one time of the rule that decided.
    ///
    /// @param app APNs: the topic. FCM: the project
    public Decision decide(Provider provider, String token, String app) {
        if (rules.isEmpty()) {
            return new Decision(ACCEPT, latency);
        }
        Rule rule = take(Match.token(token));
        if (rule == null) {
            rule = take(Match.app(app));
        }
        if (rule == null) {
            rule = take(Objects.requireNonNull(providers.get(provider)));
        }
        if (rule == null) {
            rule = take(ANY);
        }
        return rule == null ? new Decision(ACCEPT, latency) : new Decision(rule.reply(), resolve(rule.latency()));
    }

    private Duration resolve(Latency latency) {
        return switch (latency) {
            case Latency.Usual() -> this.latency;
            case Latency.Fixed(Duration fixed) -> fixed;
        };
    }

    private @Nullable Rule take(Match match) {
        List<Live> candidates = rules.get(match);
        if (candidates == null) {
            return null;
        }
        for (Live live : candidates) {
            long left = live.take();
            if (left == 0) {
                drop(match, live.id);
            }
            if (left >= 0) {
                return live.rule;
            }
        }
        return null;
    }

    private boolean drop(Match match, long id) {
        boolean[] dropped = {false};
        rules.computeIfPresent(match, (_, present) -> {
            dropped[0] = present.removeIf(live -> live.id == id);
            return present.isEmpty() ? null : present;
        });
        return dropped[0];
    }

    /// A rule with what is left of its times.
    private static final class Live {
        private final long id;
        private final Rule rule;
        private final AtomicLong remaining;

        Live(long id, Rule rule) {
            this.id = id;
            this.rule = rule;
            this.remaining = new AtomicLong(rule.times());
        }

        /// How many times are left after this one; negative if there was none.
        long take() {
            if (rule.times() == Rule.FOREVER) {
                return Rule.FOREVER;
            }
            return remaining.getAndUpdate(left -> left > 0 ? left - 1 : 0) - 1;
        }
    }
}
