package org.belltower.simulator.http2;

import java.util.OptionalInt;
import org.belltower.simulator.fault.StreamLimit;
import org.belltower.simulator.http2.ProviderResponse.Verdict;

/// How many streams one connection was told that it may have, and what its next SETTINGS say.
/// Confined to the event loop.
final class StreamAnnouncement {

    private StreamLimit limit;
    private boolean accepted;
    private int announced;

    StreamAnnouncement(StreamLimit limit) {
        this.limit = limit;
        this.announced = limit.oneUntilAccepted() ? 1 : limit.streams();
    }

    /// What the client was told last.
    int announced() {
        return announced;
    }

    /// What it is to be told now that the limit is another, if anything.
    OptionalInt change(StreamLimit changed) {
        limit = changed;
        return announce(limit.oneUntilAccepted() && !accepted ? 1 : limit.streams());
    }

    /// What it is to be told after such an answer, if anything.
    OptionalInt after(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> {
                accepted = true;
                yield announce(limit.streams());
            }
            case DEAD_TOKEN -> limit.oneAfterDeadToken() ? announce(1) : OptionalInt.empty();
            case OTHER -> OptionalInt.empty();
        };
    }

    private OptionalInt announce(int streams) {
        if (streams == announced) {
            return OptionalInt.empty();
        }
        announced = streams;
        return OptionalInt.of(streams);
    }
}
