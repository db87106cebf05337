package org.belltower.dispatch.send;

import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Ownership;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.FlowSettings;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.flow.Lane;
import org.belltower.dispatch.flow.Permit;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.flow.Shares;
import org.belltower.dispatch.flow.Ticket;
import org.belltower.dispatch.flow.Turn;
import org.belltower.dispatch.limit.DevicePace;
import org.belltower.dispatch.outcome.UnwrittenOutcomes;
import org.belltower.dispatch.pause.Delays;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.push.Push;
import org.belltower.service.failure.RetryPolicy;

/// A courier with one permit, fresh knowledge of nobody, and a clock that moves when somebody
/// waits.
final class OneCourier {
    private static final RetryPolicy PAUSES =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));
    private static final FlowSettings FLOW = new FlowSettings(1, Shares.USUAL, Optional.empty(), PAUSES, PAUSES);

    /// So many pushes are told to one device at once, and then one a second.
    static final int AT_ONCE = 5;

    final SteppedTime time = new SteppedTime(NOON);
    final ScriptedSender sender = new ScriptedSender();
    final RecordedOutcomes outcomes = new RecordedOutcomes();
    private final AtomicLong nanos = new AtomicLong();
    private Runnable woken = () -> {};
    final Permits permits = new Permits(FLOW, time, nanos::get);
    private final Delays delays = new Delays(time);
    final Credential credential = new Credential(Provider.APNS, "TEAM/production");
    final AtomicReference<Ownership> ownership = new AtomicReference<>(Ownership.OURS);
    final AssignmentGate gate = new AssignmentGate(ownership::get);
    final Knowledge knowledge = Knowledge.none(new Freshness(Duration.ofSeconds(2), nanos::get, this::wake));
    private final Outlets routes = new Routes(List.of(new Route(FAMILY, credential, sender)));
    private boolean usable = true;
    private final Courier courier = new Courier(
            new Judge(
                    new JourneyRules(this::outlet, PAUSES, Duration.ofSeconds(5), Duration.ofMillis(100)),
                    knowledge,
                    new DevicePace(AT_ONCE, Duration.ofSeconds(1), NOON, new Random(1)),
                    time),
            permits,
            delays,
            new Endings(outcomes, new UnwrittenOutcomes(10), time, new DispatchListener() {}),
            Runnable::run);

    OneCourier() {
        woken = courier::wake;
        catchUp();
    }

    private Outlet outlet(DistrictId district, AppId app, Provider provider) {
        return usable
                ? routes.find(district, app, provider)
                : new Outlet.Closed(credential, "UNKNOWN_KEY", "of a test");
    }

    /// Whether the credentials of the app can be used.
    void credentials(boolean areUsable) {
        usable = areUsable;
    }

    Bindings bindings() {
        return knowledge.bindings();
    }

    /// The settings let every push pass.
    void open() {
        Rights.all(1).forEach(knowledge.settings()::put);
    }

    void catchUp() {
        knowledge.freshness().caughtUp(nanos.get());
    }

    void growOld() {
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    }

    void carry(Push push) {
        carry(outcomes.record(10, push));
    }

    void carry(LaneRecord record) {
        carry(record, gate);
    }

    void carry(LaneRecord record, AssignmentGate assignment) {
        courier.take(new Handed(new Work(1, 0, 10), assignment, record, outcomes));
        goOn();
    }

    private void wake() {
        woken.run();
    }

    void wakeAll() {
        courier.wake();
    }

    /// Takes the only permit.
    Permit occupy() {
        List<Permit> granted = new ArrayList<>();
        permits.ask(new Ticket() {
            @Override
            public Turn turn() {
                return new Turn(Lane.ALERTS, Pushes.push().district(), FAMILY, credential);
            }

            @Override
            public void granted(Permit permit) {
                granted.add(permit);
            }

            @Override
            public void closed(Instant until, Hold by) {}
        });
        return granted.getFirst();
    }

    /// Until nothing waits for its time.
    void goOn() {
        for (Optional<Instant> due = delays.next(); due.isPresent(); due = delays.next()) {
            time.happen();
            if (delays.next().equals(due)) {
                time.moveTo(due.get());
            }
            delays.tick();
        }
    }
}
