package org.belltower.dispatch.send;

import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.dispatch.binding.Bindings;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.push.Push;
import org.belltower.service.failure.RetryPolicy;

/// A courier with one permit, fresh knowledge of nobody, and a clock that moves when somebody waits.
final class OneCourier {
    final SteppedTime time = new SteppedTime(NOON);
    final ScriptedSender sender = new ScriptedSender();
    final RecordedOutcomes outcomes = new RecordedOutcomes();
    final Permits permits = new Permits(1);
    final Credential credential = new Credential(Provider.APNS, "TEAM/production");
    final AssignmentGate gate = new AssignmentGate();
    private final AtomicLong nanos = new AtomicLong();
    final Knowledge knowledge = Knowledge.none(new Freshness(Duration.ofSeconds(2), nanos::get, () -> {}));
    private final Outlets routes = new Routes(List.of(new Route(FAMILY, credential, sender)));
    private boolean usable = true;
    private final Courier courier = new Courier(
            new JourneyRules(
                    this::outlet,
                    new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(100)),
            knowledge,
            permits,
            time,
            outcomes,
            time,
            new DispatchListener() {});

    OneCourier() {
        catchUp();
    }

    private Outlet outlet(DistrictId district, AppId app, Provider provider) {
        return usable ? routes.find(district, app, provider) : new Outlet.Closed("UNKNOWN_KEY", "of a test");
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
        courier.carry(new Handed(new Work(1, 0, 10), gate, record), outcomes);
    }
}
