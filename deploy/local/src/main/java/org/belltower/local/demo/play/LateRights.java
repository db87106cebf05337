package org.belltower.local.demo.play;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.provider.HeldPush;
import org.belltower.local.demo.provider.HeldPushes;
import org.belltower.local.demo.provider.Phone;
import org.jspecify.annotations.Nullable;

/// Takes rights away while the pushes wait that were decided by them, beside the play: who is called may have been
/// killed, and the play goes on until it is back. Used by one thread.
final class LateRights implements AutoCloseable {
    private final HeldPushes held;
    private final Withdrawals withdrawals;
    private final InstantSource clock;
    private final ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Future<Map<Phone, Instant>> answers;

    LateRights(HeldPushes held, Withdrawals withdrawals, InstantSource clock) {
        this.held = held;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /// Blocks until all the pushes wait.
    ///
    /// @throws PlayFailedException if they do not in time
    void awaitWaiting(Patience patience) throws InterruptedException {
        if (!patience.until(held::allWait)) {
            throw new PlayFailedException("not all the pushes that the providers do not take wait within "
                    + patience.within().toSeconds() + " s");
        }
    }

    /// Begins, once all wait. Does not block.
    void begin() {
        answers = aside.submit(this::take);
    }

    private Map<Phone, Instant> take() throws InterruptedException {
        Map<Phone, Instant> taken = new HashMap<>();
        for (HeldPush push : held.withdrawn()) {
            withdrawals.take(push);
            taken.put(push.phone(), clock.instant());
        }
        return taken;
    }

    /// Blocks until all that was begun is answered.
    ///
    /// @return when each was
    /// @throws PlayFailedException if one was not in time, or was refused
    Map<Phone, Instant> answered() throws InterruptedException {
        if (answers == null) {
            throw new IllegalStateException("not begun");
        }
        try {
            return answers.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /// Gives up what is not answered.
    @Override
    public void close() {
        aside.shutdownNow();
        aside.close();
    }
}
