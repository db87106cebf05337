package org.belltower.simulator.script;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.simulator.fault.Drip;
import org.belltower.simulator.received.Provider;
import org.jspecify.annotations.Nullable;

/// What the simulated providers answer. Without rules every push that is in order is accepted after
/// the usual latency, at first none.
///
/// A push is held against the rules for its token, then for its app, then for its provider, then
/// for all; within each of these in the order in which they were added. The first that matches
/// decides. Requests that a provider would refuse (a bad credential, a malformed payload) never
/// reach the script, so a fault that is scripted does not hide one that is real. Requests for
/// access tokens have rules of their own.
///
/// What is left to chance (a share, a latency that varies) is drawn from a seed: the same requests
/// in the same order get the same in every run.
///
/// Rules are found by hash, not by search: a hundred thousand rules for tokens cost a push no more
/// than one. Safe for use by many threads; a change holds for the next push.
public final class Script {

    /// A rule that is in force.
    ///
    /// @param id by which it can be removed
    /// @param rule as it was added
    /// @param remaining for how many more pushes; [Rule#FOREVER] has no end
    public record Standing(long id, Rule rule, long remaining) {}

    /// What a push gets.
    ///
    /// @param drip how the answer comes; null for at once
    public record Decision(
            Reply reply, Duration latency, @Nullable Drip drip) {
        /// An answer that comes at once.
        public Decision(Reply reply, Duration latency) {
            this(reply, latency, null);
        }
    }

    private static final Match ANY = Match.any();
    private static final Match ACCESS_TOKENS = Match.accessTokens();
    private static final Reply ACCEPT = Reply.accept();
    private static final long LATENCIES = -1;

    private final Map<Match, List<LiveRule>> rules = new ConcurrentHashMap<>();
    private final Map<Provider, Match> providers =
            Map.of(Provider.APNS, Match.provider(Provider.APNS), Provider.FCM, Match.provider(Provider.FCM));
    private final AtomicLong ids = new AtomicLong();
    private final InstantSource clock;
    private final long seed;
    private final Draws draws;
    private volatile Draws latencies;
    private volatile Latency.Distribution latency = Latency.NONE;

    /// @param clock tells how fast pushes come
    /// @param seed of all that is left to chance
    public Script(InstantSource clock, long seed) {
        this.clock = clock;
        this.seed = seed;
        this.draws = new Draws(seed);
        this.latencies = draws.of(LATENCIES);
    }

    /// Of all that is left to chance.
    public long seed() {
        return seed;
    }

    /// Adds a rule behind those for the same pushes.
    ///
    /// @return its id
    public long add(Rule rule) {
        long id = ids.incrementAndGet();
        LiveRule live = new LiveRule(id, rule, draws.of(id), clock);
        rules.compute(rule.match(), (_, present) -> {
            List<LiveRule> list = present == null ? new CopyOnWriteArrayList<>() : present;
            list.add(live);
            return list;
        });
        return id;
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

    /// As at the start: no rules, no latency, and what is left to chance begins again.
    public void reset() {
        rules.clear();
        latency = Latency.NONE;
        ids.set(0);
        latencies = draws.of(LATENCIES);
    }

    /// The rules in force, in the order in which they were added.
    public List<Standing> rules() {
        return rules.values().stream()
                .flatMap(List::stream)
                .map(live -> new Standing(live.id(), live.rule(), live.remaining()))
                .filter(standing -> standing.remaining() > 0)
                .sorted(Comparator.comparingLong(Standing::id))
                .toList();
    }

    /// How long answers take that no rule says otherwise about; refusals of bad requests included.
    public Latency.Distribution latency() {
        return latency;
    }

    /// Sets the usual latency.
    public void latency(Duration latency) {
        this.latency = Latency.of(latency);
    }

    /// Sets the usual latency.
    public void latency(Latency.Distribution latency) {
        this.latency = latency;
    }

    /// What a request gets that is not in order: the provider's own refusal, after the usual time.
    public Decision refused(Reply refusal) {
        return new Decision(refusal, draw(latency));
    }

    /// Decides about a push that is in order, and uses up one time of the rule that decided.
    ///
    /// @param app APNs: the topic. FCM: the project
    public Decision decide(Provider provider, String token, String app) {
        if (rules.isEmpty()) {
            return new Decision(ACCEPT, draw(latency));
        }
        Rule rule = take(Match.token(token), token, app);
        if (rule == null) {
            rule = take(Match.app(app), token, app);
        }
        if (rule == null) {
            rule = take(Objects.requireNonNull(providers.get(provider)), token, app);
        }
        if (rule == null) {
            rule = take(ANY, token, app);
        }
        return rule == null
                ? new Decision(ACCEPT, draw(latency))
                : new Decision(rule.reply(), resolve(rule.latency(), latency), rule.drip());
    }

    /// Decides about a request for an access token. It is granted, at once, unless a rule says
    /// otherwise.
    ///
    /// @param form what was sent
    public Decision decideAccessToken(String form) {
        Rule rule = take(ACCESS_TOKENS, form, "");
        return rule == null
                ? new Decision(ACCEPT, Duration.ZERO)
                : new Decision(rule.reply(), resolve(rule.latency(), Latency.NONE), rule.drip());
    }

    private Duration resolve(Latency latency, Latency.Distribution usual) {
        return switch (latency) {
            case Latency.Usual() -> draw(usual);
            case Latency.Distribution own -> draw(own);
        };
    }

    private Duration draw(Latency.Distribution distribution) {
        return distribution instanceof Latency.Fixed(Duration fixed) ? fixed : distribution.at(latencies.next());
    }

    private @Nullable Rule take(Match match, String token, String app) {
        List<LiveRule> candidates = rules.get(match);
        if (candidates == null) {
            return null;
        }
        for (LiveRule live : candidates) {
            boolean taken = live.takes(token, app);
            if (live.remaining() == 0) {
                drop(match, live.id());
            }
            if (taken) {
                return live.rule();
            }
        }
        return null;
    }

    private boolean drop(Match match, long id) {
        boolean[] dropped = {false};
        rules.computeIfPresent(match, (_, present) -> {
            dropped[0] = present.removeIf(live -> live.id() == id);
            return present.isEmpty() ? null : present;
        });
        return dropped[0];
    }
}
