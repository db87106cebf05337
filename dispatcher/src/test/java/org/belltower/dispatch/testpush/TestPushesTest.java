package org.belltower.dispatch.testpush;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.dispatch.send.Knowledge;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.testpush.TestPushEnds.Standing;
import org.belltower.dispatch.testpush.TestPushes.Answer;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// B11: "send a test push to my device".
class TestPushesTest {
    private static final UUID ID = UUID.fromString("6f0b3a52-6d3f-4d0e-9f0c-1f7c1b5a2e11");

    private final AtomicLong nanos = new AtomicLong();
    private final Freshness freshness = new Freshness(Duration.ofDays(1), nanos::get, () -> {});
    private final Knowledge knowledge = Knowledge.none(freshness);
    private final List<Push> lane = new ArrayList<>();
    private Instant now = Pushes.NOON;
    private final TestPushEnds ends = new TestPushEnds(() -> now);
    private final TestPushes pushes =
            new TestPushes(knowledge, lane::add, ends, InstantSource.fixed(Pushes.NOON), () -> ID, nanos::get);

    @BeforeEach
    void bind() {
        freshness.caughtUp(0);
        knowledge.bindings().put(Pushes.binding());
    }

    private Answer send(PersonId person) {
        return pushes.send(Pushes.NORTH, Pushes.PHONE, person);
    }

    @Test
    void it_stands_on_the_lane_for_the_session_that_is_and_holds_nothing_personal() {
        assertThat(send(Pushes.GUARDIAN)).isEqualTo(new Answer.Written(new PushId(ID)));
        assertThat(lane).singleElement().satisfies(push -> {
            assertThat(push.cause()).isEqualTo(new PushCause.TestCause());
            assertThat(push.person()).isEqualTo(Pushes.GUARDIAN);
            assertThat(push.sessionEpoch()).isEqualTo(Pushes.EPOCH);
            assertThat(push.title()).isEqualTo("Test notification");
            assertThat(push.body()).isEqualTo("Notifications reach this device. You asked for this test.");
            assertThat(push.expires()).isEqualTo(Pushes.NOON.plus(Duration.ofMinutes(5)));
        });
    }

    @Test
    void a_device_of_somebody_else_of_another_district_or_of_nobody_is_not_there() {
        assertThat(send(new PersonId("g-2"))).isEqualTo(new Answer.NotTheirs());
        assertThat(pushes.send(new DistrictId("south"), Pushes.PHONE, Pushes.GUARDIAN))
                .isEqualTo(new Answer.NotTheirs());
        assertThat(pushes.send(Pushes.NORTH, new DeviceId("none"), Pushes.GUARDIAN))
                .isEqualTo(new Answer.NotTheirs());
        assertThat(lane).isEmpty();
    }

    @Test
    void a_device_gets_one_in_ten_seconds_and_holds_up_no_other() {
        assertThat(send(Pushes.GUARDIAN)).isInstanceOf(Answer.Written.class);
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(send(Pushes.GUARDIAN)).isEqualTo(new Answer.TooSoon(Duration.ofSeconds(6)));
        DeviceId other = new DeviceId("phone-2");
        knowledge.bindings().put(Pushes.binding(other, Provider.FCM, null, 1));
        assertThat(pushes.send(Pushes.NORTH, other, Pushes.GUARDIAN)).isInstanceOf(Answer.Written.class);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(send(Pushes.GUARDIAN)).isInstanceOf(Answer.Written.class);
    }

    @Test
    void while_what_is_known_is_too_old_nobody_is_told_anything() {
        nanos.addAndGet(Duration.ofDays(2).toNanos());
        assertThat(send(Pushes.GUARDIAN)).isEqualTo(new Answer.NotKnown());
    }

    @Test
    void how_it_ended_is_known_to_who_asked_for_it_alone() {
        assertThat(send(Pushes.GUARDIAN)).isInstanceOf(Answer.Written.class);
        PushId id = new PushId(ID);
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, id)).contains(new Standing.Waiting(null));
        end(lane.getFirst());
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, id))
                .contains(new Standing.Ended(new Result.Accepted(Provider.APNS)));
        assertThat(ends.find(Pushes.NORTH, new PersonId("g-2"), id)).isEmpty();
        assertThat(ends.find(new DistrictId("south"), Pushes.GUARDIAN, id)).isEmpty();
    }

    @Test
    void B11_while_it_waits_it_says_why_it_could_not_go_the_last_time() {
        assertThat(send(Pushes.GUARDIAN)).isInstanceOf(Answer.Written.class);
        fail(lane.getFirst(), new SendOutcome.Unknown("deadline"));
        assertThat(standing()).contains(new Standing.Waiting("deadline"));
        fail(lane.getFirst(), new SendOutcome.CredentialsRejected("InvalidProviderToken"));
        assertThat(standing()).contains(new Standing.Waiting("InvalidProviderToken"));
        assertThat(ends.find(Pushes.NORTH, new PersonId("g-2"), new PushId(ID))).isEmpty();
    }

    @Test
    void what_has_ended_waits_no_more() {
        assertThat(send(Pushes.GUARDIAN)).isInstanceOf(Answer.Written.class);
        fail(lane.getFirst(), new SendOutcome.Unknown("deadline"));
        end(lane.getFirst());
        fail(lane.getFirst(), new SendOutcome.Unknown("deadline"));
        assertThat(standing()).contains(new Standing.Ended(new Result.Accepted(Provider.APNS)));
    }

    @Test
    void one_that_was_asked_for_at_another_copy_of_the_service_says_here_why_it_waits() {
        fail(Pushes.testPush(Pushes.NOON), new SendOutcome.Unknown("deadline"));
        PushId id = Pushes.testPush(Pushes.NOON).id();
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, id)).contains(new Standing.Waiting("deadline"));
        now = Pushes.NOON.plus(Pushes.TIME_TO_LIVE);
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, id)).isEmpty();
    }

    @Test
    void the_last_ten_thousand_are_known_whether_they_wait_or_have_ended() {
        for (int number = 0; number <= 10_000; number++) {
            fail(numbered(number), new SendOutcome.Unknown("deadline"));
        }
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, numbered(0).id())).isEmpty();
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, numbered(1).id())).isPresent();
        fail(numbered(1), new SendOutcome.Unknown("connection"));
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, numbered(2).id())).isPresent();
        end(numbered(10_001));
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, numbered(1).id())).isEmpty();
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, numbered(2).id())).isPresent();
    }

    private static Push numbered(int number) {
        Push one = Pushes.testPush(Pushes.NOON);
        return new Push(
                new PushId(new UUID(1, number)),
                one.district(),
                one.device(),
                one.person(),
                one.sessionEpoch(),
                one.cause(),
                one.area(),
                one.title(),
                one.body(),
                one.created(),
                one.expires());
    }

    @Test
    void one_that_another_copy_of_the_service_took_to_its_end_does_not_wait_for_ever() {
        assertThat(send(Pushes.GUARDIAN)).isInstanceOf(Answer.Written.class);
        PushId id = new PushId(ID);
        now = Pushes.NOON.plus(Duration.ofMinutes(5));
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, id)).isEmpty();
        end(lane.getFirst());
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, id))
                .contains(new Standing.Ended(new Result.Accepted(Provider.APNS)));
    }

    @Test
    void what_is_no_test_is_not_remembered() {
        fail(Pushes.push(), new SendOutcome.Unknown("deadline"));
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, Pushes.push().id())).isEmpty();
        end(Pushes.push());
        assertThat(ends.find(Pushes.NORTH, Pushes.GUARDIAN, Pushes.push().id())).isEmpty();
    }

    private Optional<Standing> standing() {
        return ends.find(Pushes.NORTH, Pushes.GUARDIAN, new PushId(ID));
    }

    private void fail(Push push, SendOutcome.Passing outcome) {
        ends.failed(push, outcome);
    }

    private void end(Push push) {
        ends.ended(push, new Result.Accepted(Provider.APNS));
    }
}
