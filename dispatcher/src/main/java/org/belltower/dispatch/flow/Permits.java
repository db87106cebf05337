package org.belltower.dispatch.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.belltower.model.AppId;
import org.jspecify.annotations.Nullable;

/// Who may send now. Of each credential so many are in flight as its provider takes; who goes next
/// among those that wait decides [CredentialFlow].
///
/// Nobody blocks: who asks is told. As many wait as the windows of the partitions are wide, no
/// more.
///
/// Thread-safe. Tickets are told outside the lock, on the thread that called.
public final class Permits {
    private final FlowSettings settings;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Credential, CredentialFlow<Ticket>> flows = new HashMap<>();
    private double share = 1;

    public Permits(FlowSettings settings, InstantSource time, LongSupplier nanoTime) {
        this.settings = settings;
        this.time = time;
        this.nanoTime = nanoTime;
    }

    /// Asks for a permit. The ticket is told at once or later.
    public void ask(Ticket ticket) {
        Told told = new Told();
        lock.lock();
        try {
            Moment now = now();
            Turn turn = ticket.turn();
            CredentialFlow<Ticket> flow = flow(turn.credential(), now);
            Obstacles.Closing closing = flow.closing(turn, now.instant());
            if (closing == null) {
                flow.add(turn, ticket, now);
                grant(flow, now, told);
            } else {
                told.closed(ticket, closing);
            }
        } finally {
            lock.unlock();
        }
        told.tell();
    }

    /// Takes tickets back that nobody wants any more: they are not told.
    public List<Ticket> takeBack(Predicate<? super Ticket> unwanted) {
        lock.lock();
        try {
            List<Ticket> taken = new ArrayList<>();
            flows.values().forEach(flow -> taken.addAll(flow.takeOut(unwanted)));
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// What live connections carry at once.
    ///
    /// @param streams 1 or more: with none, one goes to open one
    public void streams(Credential credential, int streams) {
        Told told = new Told();
        lock.lock();
        try {
            Moment now = now();
            CredentialFlow<Ticket> flow = flow(credential, now);
            flow.streams(streams);
            grant(flow, now, told);
        } finally {
            lock.unlock();
        }
        told.tell();
    }

    /// How much of what a provider takes is this copy's of the service.
    ///
    /// @param part above 0, to 1
    public void share(double part) {
        lock.lock();
        try {
            if (part != share) {
                share = part;
                Moment now = now();
                flows.values().forEach(flow -> flow.share(part, now));
            }
        } finally {
            lock.unlock();
        }
    }

    /// An app's own credential was replaced or taken away: what was held against the old one is
    /// forgotten, what its provider said to it as well. Who was told to come again later may come now.
    public void replaced(Credential credential, AppId app) {
        lock.lock();
        try {
            CredentialFlow<Ticket> flow = flows.get(credential);
            if (flow != null) {
                flow.replaced(app, now());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets those go whose time has come: a rate has filled up again, a guard's hour is over.
    public void tick() {
        Told told = new Told();
        lock.lock();
        try {
            Moment now = now();
            flows.values().forEach(flow -> grant(flow, now, told));
        } finally {
            lock.unlock();
        }
        told.tell();
    }

    /// Whether what was kept back may come now. What nobody knows is open.
    ///
    /// @param hold the text of a [Hold]
    public Passage passage(String hold) {
        lock.lock();
        try {
            Instant now = time.instant();
            return flows.entrySet().stream()
                    .filter(flow -> Hold.isOf(flow.getKey(), hold))
                    .map(flow -> flow.getValue().passage(hold, now))
                    .max(Comparator.naturalOrder())
                    .orElse(Passage.OPEN);
        } finally {
            lock.unlock();
        }
    }

    /// How a credential stands; as it will begin if nothing was sent by it yet.
    public FlowState state(Credential credential) {
        lock.lock();
        try {
            Moment now = now();
            CredentialFlow<Ticket> flow = flows.get(credential);
            return (flow == null ? begin(credential, now) : flow).state(now);
        } finally {
            lock.unlock();
        }
    }

    private void finished(CredentialFlow<Ticket> flow, CredentialFlow.Going<Ticket> going, Verdict verdict) {
        Told told = new Told();
        lock.lock();
        try {
            Moment now = now();
            flow.finished(going, verdict, now);
            if (flow.closing(going.turn(), now.instant()) != null) {
                takeOutClosed(flow, now.instant(), told);
            }
            grant(flow, now, told);
        } finally {
            lock.unlock();
        }
        told.tell();
    }

    private void grant(CredentialFlow<Ticket> flow, Moment now, Told told) {
        for (var going = flow.next(now); going != null; going = flow.next(now)) {
            var gone = going;
            told.granted(gone.item(), verdict -> finished(flow, gone, verdict));
            if (gone.isProbe()) {
                takeOutClosed(flow, now.instant(), told);
            }
        }
    }

    private static void takeOutClosed(CredentialFlow<Ticket> flow, Instant now, Told told) {
        for (Ticket ticket : flow.takeOutClosed(now)) {
            Obstacles.Closing closing = Objects.requireNonNull(flow.closing(ticket.turn(), now), "it is closed out");
            told.closed(ticket, closing);
        }
    }

    private CredentialFlow<Ticket> flow(Credential credential, Moment now) {
        return flows.computeIfAbsent(credential, it -> begin(it, now));
    }

    private CredentialFlow<Ticket> begin(Credential credential, Moment now) {
        CredentialFlow<Ticket> flow = new CredentialFlow<>(credential, settings, now);
        flow.share(share, now);
        return flow;
    }

    private Moment now() {
        return new Moment(time.instant(), nanoTime.getAsLong());
    }

    /// What is to be told when the lock is free. Who is told may call again, which tells others:
    /// these are told after it by the same loop, so that a thousand of them do not stand on one
    /// stack.
    private static final class Told {
        private static final ThreadLocal<@Nullable Deque<Runnable>> TELLING = new ThreadLocal<>();

        private final Deque<Runnable> calls = new ArrayDeque<>(1);

        private void granted(Ticket ticket, Permit permit) {
            calls.add(() -> ticket.granted(permit));
        }

        private void closed(Ticket ticket, Obstacles.Closing closing) {
            calls.add(() -> ticket.closed(closing.until(), closing.by()));
        }

        private void tell() {
            Deque<Runnable> outer = TELLING.get();
            if (outer != null) {
                outer.addAll(calls);
                return;
            }
            if (calls.isEmpty()) {
                return;
            }
            TELLING.set(calls);
            try {
                for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
                    call.run();
                }
            } finally {
                TELLING.remove();
            }
        }
    }
}
