package org.belltower.benchmarks.rules;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.belltower.benchmarks.process.Service;

/// Two copies, of which one decides and the other follows what it writes down. Not thread-safe.
final class Pair {
    /// What its consumers read. While nothing happens that is what others wrote down.
    private static final String FOLLOWED = "kafka_consumer_fetch_manager_records_consumed_total";
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS = 4;

    private final long items;
    private final Copies copies;
    private final Path folder;
    private String decidingName;
    private String followingName;
    private Service deciding;
    private Service following;

    /// Starts the copy that follows.
    Pair(Grown grown) {
        this.items =
                (long) grown.bed().school().students() * grown.bed().school().items();
        this.copies = grown.copies();
        this.folder = grown.folder();
        this.decidingName = Grown.COPY;
        this.followingName = "second";
        this.deciding = grown.copy();
        this.following = copies.launch(followingName, folder);
    }

    /// Blocks until the copy that follows has read all items, and for some seconds nothing more.
    ///
    /// @return how long that took
    Duration awaitFollowing() throws InterruptedException {
        long began = System.nanoTime();
        following.awaitReady(Grown.READ_WITHIN);
        long read = 0;
        int same = 0;
        long last = System.nanoTime();
        while (same < LOOKS) {
            LockSupport.parkNanos(LOOK.toNanos());
            long now = following.metric(FOLLOWED);
            same = now == read && now >= items ? same + 1 : 0;
            if (now != read) {
                last = System.nanoTime();
            }
            read = now;
            if (System.nanoTime() - began > Grown.READ_WITHIN.toNanos()) {
                throw new IllegalStateException("the other copy has not read all after " + Grown.READ_WITHIN);
            }
        }
        return Duration.ofNanos(last - began);
    }

    Service deciding() {
        return deciding;
    }

    /// Starts the one that decided, and was killed, again. It will follow.
    void again() {
        Service killed = copies.launch(decidingName, folder);
        String name = decidingName;
        decidingName = followingName;
        deciding = following;
        followingName = name;
        following = killed;
    }
}
