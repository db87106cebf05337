package org.belltower.simulator.script;

import java.time.Duration;

/// One line of the script: these pushes get this reply, after this time, so often. Immutable.
///
/// ```java
/// script.add(Rule.when(Match.token(token)).reply(Reply.reject(410, "Unregistered")));
/// script.add(Rule.when(Match.any()).reply(Reply.reject(503, "ServiceUnavailable")).times(3));
/// ```
///
/// @param match which pushes
/// @param reply what they get
/// @param latency after which time
/// @param times for how many pushes; after them the rule is gone. [#FOREVER] has no end
public record Rule(Match match, Reply reply, Latency latency, long times) {

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
        return new Rule(match, Reply.accept(), Latency.usual(), FOREVER);
    }

    /// The same with this reply.
    public Rule reply(Reply reply) {
        return new Rule(match, reply, latency, times);
    }

    /// The same with a time of its own.
    public Rule after(Duration latency) {
        return new Rule(match, reply, Latency.of(latency), times);
    }

    /// The same for so many pushes.
    public Rule times(long times) {
        return new Rule(match, reply, latency, times);
    }
}
