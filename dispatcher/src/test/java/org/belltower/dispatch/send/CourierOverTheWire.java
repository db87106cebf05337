package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.send.Pushes.FAMILY;
import static org.belltower.dispatch.send.Pushes.PHONE;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.FlowSettings;
import org.belltower.dispatch.flow.FlowState;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.flow.Lane;
import org.belltower.dispatch.flow.Permit;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.flow.Shares;
import org.belltower.dispatch.flow.Ticket;
import org.belltower.dispatch.flow.Turn;
import org.belltower.dispatch.flow.Verdict;
import org.belltower.dispatch.limit.DevicePace;
import org.belltower.dispatch.limit.Rate;
import org.belltower.dispatch.outcome.UnwrittenOutcomes;
import org.belltower.dispatch.pause.Delays;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.model.AppId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.service.failure.RetryPolicy;

/// All that decides about a push, around the real sender of a provider: what it tells of an answer,
/// and what is then done with the push, with its app and with all others of its credential.
///
/// The clock stands still, so that what waits is seen waiting. One push at a time.
public final class CourierOverTheWire {
    /// Of the device's first token, as outcomes name it.
    public static final long TOKEN_VERSION = 7;

    private static final AppId OTHER_APP = new AppId("staff");
    private static final DistrictId OTHER_DISTRICT = new DistrictId("south");
    private static final RetryPolicy AGAIN =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));
    private static final RetryPolicy PROBES =
            new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(5), new Random(1));
    private static final FlowSettings FLOW =
            new FlowSettings(500, Shares.USUAL, Optional.of(new Rate(10_000, Duration.ZERO)), AGAIN, PROBES);

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final SteppedTime time = new SteppedTime(start);
    private final Permits permits = new Permits(
            FLOW, time, () -> Duration.between(start, time.instant()).toNanos());
    private final Delays delays = new Delays(time);
    private final Credential credential;
    private final Knowledge knowledge = Knowledge.none(new Freshness(Duration.ofSeconds(2), () -> 0, () -> {}));
    private final RecordedOutcomes outcomes = new RecordedOutcomes();
    private final List<SendOutcome> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger left = new AtomicInteger();
    private final Courier courier;
    private long tokenVersion = TOKEN_VERSION;

    /// What was done with the push.
    public sealed interface Done {
        /// It has ended.
        record Ended(Result result) implements Done {}

        /// It has ended, and stands among the dead letters: the defect is ours.
        record Buried(Result result) implements Done {}

        /// It waits in hand, to be sent again.
        record Waits(Duration after) implements Done {}

        /// It waits in the table, to be sent again.
        record Deferred(Duration after) implements Done {}
    }

    /// Who goes on.
    public enum GoesOn {
        /// All that is sent by the credential.
        ALL,
        /// All but the app's.
        OTHER_APPS,
        /// Nothing that is sent by the credential.
        NOBODY
    }

    /// @param told by the sender
    public record Seen(SendOutcome told, Done done, GoesOn goesOn) {}

    public CourierOverTheWire(Provider provider, PushSender sender) {
        credential = new Credential(provider, "of-a-test");
        courier = new Courier(
                new Judge(
                        new JourneyRules(
                                new Routes(List.of(new Route(FAMILY, credential, sender))),
                                AGAIN,
                                Duration.ofSeconds(5),
                                Duration.ofMillis(100)),
                        knowledge,
                        new DevicePace(1_000, Duration.ofSeconds(1), start, new Random(1)),
                        time),
                permits,
                delays,
                new Endings(outcomes, new UnwrittenOutcomes(10), time, new Listener()),
                Runnable::run);
        knowledge.freshness().caughtUp(0);
        Rights.all(1).forEach(knowledge.settings()::put);
        outcomes.defer();
    }

    private final class Listener implements DispatchListener {
        @Override
        public void answered(Handed handed, Route route, SendOutcome outcome) {
            told.add(outcome);
        }

        @Override
        public void left(Handed handed) {
            left.incrementAndGet();
        }
    }

    /// Sends one to the token, until it has ended or waits for its time.
    public Seen carry(DeviceToken token) {
        return carry(PHONE, token);
    }

    /// The same to another device, whose token it is.
    public Seen carry(DeviceId device, DeviceToken token) {
        knowledge.bindings().put(Pushes.binding(device, credential.provider(), token, tokenVersion++));
        Push push = Pushes.testPush(device, time.instant());
        Before before = before();
        courier.take(new Handed(new Work(1, 0, 10), new AssignmentGate(), outcomes.record(10, push), outcomes));
        return seen(before);
    }

    /// The push that waits in hand is looked at when its time has come.
    public Seen goOn() {
        Before before = before();
        delays.next().ifPresent(time::moveTo);
        delays.tick();
        return seen(before);
    }

    public void pass(Duration duration) {
        time.pass(duration);
        permits.tick();
    }

    /// How much had happened.
    private record Before(int left, int deferred, int buried) {}

    private Before before() {
        return new Before(
                left.get(), outcomes.deferments().size(), outcomes.deadLetters().size());
    }

    private Seen seen(Before before) {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> left.get() > before.left || delays.next().isPresent());
        return new Seen(told.getLast(), left.get() > before.left ? ended(before) : waits(), goesOn());
    }

    private Done ended(Before before) {
        if (outcomes.deferments().size() > before.deferred) {
            return new Done.Deferred(until(outcomes.deferments().getLast().due()));
        }
        Result result = outcomes.written().getLast().result();
        return outcomes.deadLetters().size() > before.buried ? new Done.Buried(result) : new Done.Ended(result);
    }

    private Done waits() {
        return new Done.Waits(until(delays.next().orElseThrow()));
    }

    private Duration until(Instant due) {
        return Duration.between(time.instant(), due);
    }

    /// By another district of the same app, since what is held against a district's tokens is held
    /// against them alone.
    private GoesOn goesOn() {
        if (mayGo(OTHER_DISTRICT, FAMILY)) {
            return GoesOn.ALL;
        }
        return mayGo(OTHER_DISTRICT, OTHER_APP) ? GoesOn.OTHER_APPS : GoesOn.NOBODY;
    }

    /// Whether the district of the pushes may be sent to.
    public boolean mayGo() {
        return mayGo(Pushes.NORTH, FAMILY);
    }

    private boolean mayGo(DistrictId district, AppId app) {
        List<Permit> granted = new ArrayList<>();
        Ticket ticket = new Ticket() {
            @Override
            public Turn turn() {
                return new Turn(Lane.ALERTS, district, app, credential);
            }

            @Override
            public void granted(Permit permit) {
                granted.add(permit);
            }

            @Override
            public void closed(Instant until, Hold by) {}
        };
        permits.ask(ticket);
        List<Ticket> _ = permits.takeBack(ticket::equals);
        granted.forEach(permit -> permit.giveBack(new Verdict.Nothing()));
        return !granted.isEmpty();
    }

    /// How the credential stands.
    public FlowState state() {
        return permits.state(credential);
    }

    /// Whether that was done; waits are the least there may be.
    public static void assertDone(Done actual, Done expected) {
        switch (expected) {
            case Done.Ended _, Done.Buried _ -> assertThat(actual).isEqualTo(expected);
            case Done.Waits waits ->
                assertThat(actual)
                        .asInstanceOf(InstanceOfAssertFactories.type(Done.Waits.class))
                        .satisfies(it -> assertSoonAfter(it.after(), waits.after()));
            case Done.Deferred deferred ->
                assertThat(actual)
                        .asInstanceOf(InstanceOfAssertFactories.type(Done.Deferred.class))
                        .satisfies(it -> assertSoonAfter(it.after(), deferred.after()));
        }
    }

    /// With the chance that keeps many from coming back together: a tenth, or a second.
    private static void assertSoonAfter(Duration actual, Duration least) {
        assertThat(actual).isBetween(least, least.plus(least.dividedBy(10)).plus(Duration.ofSeconds(1)));
    }
}
