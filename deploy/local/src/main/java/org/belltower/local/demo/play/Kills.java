package org.belltower.local.demo.play;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.belltower.local.demo.compare.Evidence.Killed;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.drive.UnansweredSends;
import org.belltower.local.demo.provider.ReceivedPushes;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.scenario.RunningSuite;
import org.belltower.model.push.PushId;

/// Kills what is to be killed, one service after the other: the first at noon, the others in the course
/// of the afternoon, each once the one before it is ready again and a push has left after that, while the
/// day is posted on. So each has work in hand, the dispatcher pushes in flight, and what a kill breaks is
/// not mended by the next one. Belongs to one thread.
final class Kills {
    /// A fraction of what the simulated providers take to answer.
    private static final Duration CLOSE_LOOK = Duration.ofMillis(10);

    private static final Duration FIRST_PUSH_WITHIN = Duration.ofSeconds(20);
    private static final Duration NEXT_PUSH_WITHIN = Duration.ofSeconds(45);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    private final RunningSuite suite;
    private final ReceivedPushes providers;
    private final UnansweredSends sends;
    private final InstantSource clock;
    private final Iterator<Service> next;
    private final List<Killed> killed = new ArrayList<>();
    private final List<Map<PushId, Integer>> unanswered = new ArrayList<>();
    private boolean due;
    private long pushes;

    Kills(RunningSuite suite, ReceivedPushes providers, UnansweredSends sends, InstantSource clock) {
        this.suite = suite;
        this.providers = providers;
        this.sends = sends;
        this.clock = clock;
        this.next = suite.toKill().iterator();
    }

    /// After how many events there is a stop, the first of them at noon, whatever is killed.
    static List<Integer> stops(int events, int kills) {
        int afternoon = events - events / 2;
        int count = Math.max(1, kills);
        return IntStream.range(0, count)
                .mapToObj(stop -> events / 2 + afternoon * stop / count)
                .toList();
    }

    /// The next, if there is one, is to be killed. Blocks until the one before is ready again: only what leaves
    /// after that counts.
    ///
    /// @throws PlayFailedException if it does not come back
    void due() throws InterruptedException {
        awaitStrike();
        if (next.hasNext()) {
            awaitBack();
            pushes = any() ? providers.accepted() : 0;
            due = true;
        }
    }

    /// Kills what is due, if a push has left. Does not wait for one.
    void strike() throws InterruptedException {
        if (due && providers.accepted() > pushes) {
            kill();
        }
    }

    /// Blocks until what is due is killed.
    ///
    /// @throws PlayFailedException if no push leaves any more
    void awaitStrike() throws InterruptedException {
        if (due) {
            awaitPush();
            kill();
        }
    }

    private void kill() throws InterruptedException {
        due = false;
        Service service = next.next();
        suite.tell("Killing " + service.module());
        suite.kill(service);
        killed.add(new Killed(service, clock.instant()));
        if (service == Service.DISPATCHER) {
            unanswered.add(sends.next());
        }
    }

    /// Blocks until what was killed last is ready. A service that does not come back must not go unnoticed because
    /// nothing was missed.
    void awaitBack() throws InterruptedException {
        if (any()) {
            Service last = killed.getLast().service();
            if (!suite.awaitReady(last, BACK_WITHIN)) {
                throw new PlayFailedException(last.module() + " was killed and is not ready again");
            }
        }
    }

    private void awaitPush() throws InterruptedException {
        Patience patience = new Patience(clock, CLOSE_LOOK, any() ? NEXT_PUSH_WITHIN : FIRST_PUSH_WITHIN);
        if (!patience.until(() -> providers.accepted() > pushes)) {
            throw new PlayFailedException(
                    any()
                            ? "no push has left since "
                                    + killed.getLast().service().module() + " is ready again"
                            : "no push has left after half of the events");
        }
    }

    boolean any() {
        return !killed.isEmpty();
    }

    List<Killed> killed() {
        return List.copyOf(killed);
    }

    /// Which sends had no answer, for each of the dispatcher's lives. Asked once, at the end.
    List<Map<PushId, Integer>> unanswered() {
        unanswered.add(sends.next());
        return List.copyOf(unanswered);
    }
}
