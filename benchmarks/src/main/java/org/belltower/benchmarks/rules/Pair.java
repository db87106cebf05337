package org.belltower.benchmarks.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.belltower.benchmarks.process.Service;

/// Two copies, of which one decides and the other follows what it writes down. Not thread-safe.
final class Pair {
    /// What its consumers read. While nothing happens that is what others wrote down.
    private static final String FOLLOWED = "kafka_consumer_fetch_manager_records_consumed_total";
    private static final String DECIDED = "belltower_rules_decisions_total";
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS = 4;

    private final Copies copies;
    private final Path folder;
    private String decidingName;
    private String followingName;
    private Service deciding;
    private Service following;

    /// Starts the copy that follows.
    Pair(Grown grown) {
        this.copies = grown.copies();
        this.folder = grown.folder();
        this.decidingName = Grown.COPY;
        this.followingName = "second";
        this.deciding = grown.copy();
        this.following = copies.launch(followingName, folder);
    }

    /// Blocks until the copy that follows has as much on disk as the other, and for some seconds read nothing.
    ///
    /// @return how long that took
    Duration awaitFollowing() throws InterruptedException, IOException {
        long began = System.nanoTime();
        following.awaitReady(Grown.READ_WITHIN);
        long read = 0;
        long last = began;
        for (int same = 0; same < LOOKS; ) {
            LockSupport.parkNanos(LOOK.toNanos());
            long now = following.metric(FOLLOWED);
            same = now == read && hasAsMuch() ? same + 1 : 0;
            last = now == read ? last : System.nanoTime();
            read = now;
            if (System.nanoTime() - began > Grown.READ_WITHIN.toNanos()) {
                throw new IllegalStateException("the other copy has not read all after " + Grown.READ_WITHIN);
            }
        }
        return Duration.ofNanos(last - began);
    }

    /// But for what compaction has yet to save.
    private boolean hasAsMuch() throws IOException {
        long ofFollowing = Grown.bytes(Copies.state(followingName, folder));
        return 10 * ofFollowing >= 9 * Grown.bytes(Copies.state(decidingName, folder));
    }

    /// Sees who decides while events come.
    ///
    /// @return how much of them that one decides, in percent
    long seeWhoDecides(Runnable events) throws InterruptedException {
        long first = deciding.metric(DECIDED);
        long second = following.metric(DECIDED);
        events.run();
        first = deciding.metric(DECIDED) - first;
        second = following.metric(DECIDED) - second;
        if (second > first) {
            turnAbout();
        }
        return 100 * Math.max(first, second) / Math.max(1, first + second);
    }

    /// The one that decides, as was seen last.
    Service deciding() {
        return deciding;
    }

    /// Starts the one that decided, and has ended, again. It will follow.
    void again() {
        deciding = copies.launch(decidingName, folder);
        turnAbout();
    }

    private void turnAbout() {
        String name = decidingName;
        decidingName = followingName;
        followingName = name;
        Service service = deciding;
        deciding = following;
        following = service;
    }
}
