package org.belltower.service.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.service.heartbeat.ServiceStatus.Copy;
import org.jspecify.annotations.Nullable;

/// Judges services by the age of their heartbeats.
///
/// **The idea.** No clock of another machine is believed: of two machines' clocks nobody knows which is wrong. What is
/// measured is measured by the judge's own clock that never jumps. The reader asks now and then where the topic ends
/// (a *look*) and then reads up to there. So of each record two moments are known: it was written *after* the last look
/// whose end lies before it, and *before* it was read. The first says that a service lives for certain, the second that
/// it is silent for certain.
///
/// **Invariants.** Who was not heard for certain within the time is never ACTIVE (A12: unknown is never Active). Who is
/// INACTIVE by silence was listened for without a break for all of that time: not while the judge had just begun, and
/// not while Kafka was away, when nobody could be heard. While the judge cannot read, all are UNKNOWN.
///
/// Deterministic under the times that are given, nanoseconds of one clock. Thread-safe.
public final class ServiceWatch {
    private final Limits limits;
    private final List<String> expected;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Heard> copies = new HashMap<>();
    private final Map<String, Since> since = new HashMap<>();
    private @Nullable Long listeningSince;
    private long lastLook;

    /// @param limits when it is too long
    /// @param expected the services that there are, heard or not
    public ServiceWatch(Limits limits, List<String> expected) {
        this.limits = limits;
        this.expected = List.copyOf(expected);
    }

    /// When it is too long.
    ///
    /// @param silence without a heartbeat: of three, two may be lost
    /// @param deafness of the judge, without a look
    /// @param standstill of a service's work
    /// @param kept how long after its last heartbeat a copy is still told of
    public record Limits(Duration silence, Duration deafness, Duration standstill, Duration kept) {
        public static final Limits USUAL =
                new Limits(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofDays(1));
    }

    /// @param notBefore it was written after this moment; empty if that is not known
    /// @param read it was written before this moment
    private record Heard(Heartbeat beat, OptionalLong notBefore, long read) {}

    private record Since(Object what, Instant at) {}

    /// A record of a copy was read, in its order.
    ///
    /// @param notBefore when the topic's end was asked for, the last time that it lay before this
    ///     record; empty for what stood there before it was first asked
    public void heard(Heartbeat beat, OptionalLong notBefore, long read) {
        lock.lock();
        try {
            copies.put(beat.key(), new Heard(beat, notBefore, read));
        } finally {
            lock.unlock();
        }
    }

    /// Whether a copy is told of that told of itself for the last time so long ago.
    public boolean tellsOf(Duration ago) {
        return ago.compareTo(limits.kept()) <= 0;
    }

    /// The topic is read anew from its beginning: until all was read that stands there, nothing is known.
    public void beginsAnew() {
        lock.lock();
        try {
            listeningSince = null;
        } finally {
            lock.unlock();
        }
    }

    /// All was read that stood on the topic at a moment.
    ///
    /// @param asked when its end was asked for
    public void looked(long asked) {
        lock.lock();
        try {
            if (listeningSince == null || asked - lastLook > limits.deafness().toNanos()) {
                listeningSince = asked;
            }
            lastLook = asked;
        } finally {
            lock.unlock();
        }
    }

    /// How all stand: first those that are expected, in their order.
    ///
    /// @param instant the same moment by the calendar, to be shown
    public List<ServiceStatus> judge(long now, Instant instant) {
        lock.lock();
        try {
            forget(now);
            TreeSet<String> others = new TreeSet<>();
            copies.values().forEach(heard -> others.add(heard.beat().service()));
            expected.forEach(others::remove);
            List<String> services = new ArrayList<>(expected);
            services.addAll(others);
            return services.stream()
                    .map(service -> judge(service, now, instant))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private ServiceStatus judge(String service, long now, Instant instant) {
        List<Copy> found = copies.values().stream()
                .filter(heard -> heard.beat().service().equals(service))
                .map(heard -> judge(heard, now, instant))
                .sorted(Comparator.comparing(copy -> copy.last().instance()))
                .toList();
        return ServiceStatus.of(service, found, since(service, ServiceStatus.status(found), instant));
    }

    private Copy judge(Heard heard, long now, Instant instant) {
        Verdict verdict = verdict(heard, now);
        return new Copy(heard.beat(), verdict, since(heard.beat().key(), verdict, instant));
    }

    private Verdict verdict(Heard heard, long now) {
        Long listening = listeningSince;
        if (listening == null || now - lastLook > limits.deafness().toNanos()) {
            return Verdict.DEAF;
        }
        Heartbeat beat = heard.beat();
        if (beat.stage() == Heartbeat.Stage.STOPPED) {
            return Verdict.STOPPED;
        }
        long silence = limits.silence().toNanos();
        if (heard.notBefore().isPresent() && now - heard.notBefore().getAsLong() <= silence) {
            return beating(beat);
        }
        long silentSince = heard.read() - listening > 0 ? heard.read() : listening;
        return lastLook - silentSince > silence ? Verdict.SILENT : Verdict.LISTENING;
    }

    private Verdict beating(Heartbeat beat) {
        return switch (beat.stage()) {
            case STARTING -> Verdict.STARTING;
            case WORKING -> isStalled(beat.idleMillis()) ? Verdict.STALLED : Verdict.BEATING;
            case STOPPED -> Verdict.STOPPED;
        };
    }

    private boolean isStalled(@Nullable Long idleMillis) {
        return idleMillis != null && idleMillis > limits.standstill().toMillis();
    }

    private Instant since(String whose, Object what, Instant instant) {
        Since before = since.get(whose);
        if (before != null && before.what().equals(what)) {
            return before.at();
        }
        since.put(whose, new Since(what, instant));
        return instant;
    }

    private void forget(long now) {
        copies.values().removeIf(heard -> {
            boolean old = now - heard.read() > limits.kept().toNanos();
            if (old) {
                since.remove(heard.beat().key());
            }
            return old;
        });
    }
}
