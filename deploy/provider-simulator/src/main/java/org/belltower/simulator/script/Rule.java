package org.belltower.simulator.script;

import java.time.Duration;
import org.belltower.simulator.fault.Drip;
import org.jspecify.annotations.Nullable;

/// One line of the script: these pushes get this reply, after this time, so often. Immutable.
///
/// ```java
/// script.add(Rule.when(Match.token(token)).reply(Reply.reject(410, "Unregistered")));
/// script.add(Rule.when(Match.any()).reply(Reply.reject(503, "ServiceUnavailable")).times(3));
/// script.add(Rule.when(Match.any()).reply(Reply.reject(410, "Unregistered")).shareOfTokens(0.02));
/// script.add(Rule.when(Match.provider(Provider.FCM)).reply(limited).above(Rate.perSecond(200)));
/// ```
///
/// A push that matches is first held against the rate, then against the share; one that either
/// leaves out goes on to the next rule, and uses up none of the times.
///
/// @param match which pushes
/// @param reply what they get
/// @param latency after which time
/// @param times for how many pushes; after them the rule is gone. [#FOREVER] has no end
/// @param share which part of them
/// @param above only those beyond this rate; null for all
/// @param drip how the answer comes; null for at once
public record Rule(
        Match match,
        Reply reply,
        Latency latency,
        long times,
        Share share,
        @Nullable Rate above,
        @Nullable Drip drip) {

    /// A number of times without an end.
    public static final long FOREVER = Long.MAX_VALUE;

    /// At least once.
    public Rule {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1: " + times);
        }
    }

    /// A rule that accepts these pushes, after the usual time, for ever: to be refined.
    public static Rule when(Match match) {
        return new Rule(match, Reply.accept(), Latency.usual(), FOREVER, Share.ALL, null, null);
    }

    /// The same with this reply.
    public Rule reply(Reply reply) {
        return new Rule(match, reply, latency, times, share, above, drip);
    }

    /// The same with a time of its own.
    public Rule after(Duration latency) {
        return after(Latency.of(latency));
    }

    /// The same with a time of its own.
    public Rule after(Latency latency) {
        return new Rule(match, reply, latency, times, share, above, drip);
    }

    /// The same for so many pushes.
    public Rule times(long times) {
        return new Rule(match, reply, latency, times, share, above, drip);
    }

    /// The same for this part of the pushes.
    ///
    /// @param part above 0, at most 1
    public Rule share(double part) {
        return share(new Share(part, Share.Of.PUSHES));
    }

    /// The same for the pushes to this part of the device tokens, the same ones each time.
    ///
    /// @param part above 0, at most 1
    public Rule shareOfTokens(double part) {
        return share(new Share(part, Share.Of.TOKENS));
    }

    /// The same for this part.
    public Rule share(Share share) {
        return new Rule(match, reply, latency, times, share, above, drip);
    }

    /// The same for what is beyond this rate. All that match are counted, answered by this rule or
    /// not.
    public Rule above(Rate rate) {
        return new Rule(match, reply, latency, times, share, rate, drip);
    }

    /// The same with an answer whose body comes a few bytes at a time. One without a body ends
    /// after one more pause.
    public Rule drip(Drip drip) {
        return new Rule(match, reply, latency, times, share, above, drip);
    }
}
