package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.dispatch.flow.Permit;
import org.belltower.dispatch.flow.Verdict;
import org.belltower.model.Category;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way to take a right away, at each place where a push can wait: nothing leaves later, and
/// the outcome says why.
class WithdrawnRightsTest {
    /// What nobody takes away from a push: it is decided once, or said of the push itself.
    private static final Set<Reason> NO_RIGHTS = EnumSet.of(
            Reason.NOT_LIVE,
            Reason.REPEAT,
            Reason.OLDER_VERSION,
            Reason.NO_CHANGE,
            Reason.ITEM_GONE,
            Reason.NOT_INSTRUCTIONAL,
            Reason.AUDIENCE_TOO_LARGE,
            Reason.ATTENDANCE_NOT_TOLD,
            Reason.THRESHOLD_NOT_CROSSED,
            Reason.NOT_TOLD_BEFORE,
            Reason.TOLD_THAT_DAY,
            Reason.TOO_OLD,
            Reason.APP_NOT_CONFIGURED,
            Reason.PUSH_UNUSABLE,
            Reason.TOKEN_REJECTED,
            Reason.TOKEN_NOT_FOR_APP,
            Reason.PUSH_REJECTED);

    private static final Binding SUBSCRIBED = Pushes.binding(
            SessionState.KEPT, Binding.Permission.ALLOWED, Set.of(Category.GRADES, Category.LUNCH_BALANCE));

    /// Where a push waits while it happens.
    enum Place {
        ON_THE_LANE {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                allow(one);
                taking.run();
                one.carry(push);
            }
        },
        TO_BE_SENT_AGAIN(1) {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                allow(one);
                one.sender.answers(new SendOutcome.Unknown("deadline"));
                one.time.whileWaiting(taking);
                one.carry(push);
            }
        },
        FOR_ITS_BINDING {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                one.open();
                one.time.whileWaiting(() -> {
                    one.bindings().put(SUBSCRIBED);
                    taking.run();
                });
                one.carry(push);
            }
        },
        FOR_ITS_SETTINGS {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                one.bindings().put(SUBSCRIBED);
                one.time.whileWaiting(() -> {
                    one.open();
                    taking.run();
                });
                one.carry(push);
            }
        },
        PARKED {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                allow(one);
                one.growOld();
                one.time.whileWaiting(() -> {
                    taking.run();
                    one.catchUp();
                });
                one.carry(push);
            }
        },
        FOR_A_PERMIT {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                allow(one);
                Permit taken = one.occupy();
                one.carry(push);
                assertThat(one.permits.state(one.credential).alertsWaiting()).isEqualTo(1);
                taking.run();
                taken.giveBack(new Verdict.Nothing());
                one.goOn();
            }
        },
        FOR_CREDENTIALS {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                allow(one);
                one.credentials(false);
                one.time.whileWaiting(() -> {
                    taking.run();
                    one.credentials(true);
                });
                one.carry(push);
            }
        },
        /// For a connection, a handshake, an access token.
        IN_THE_SENDER {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                allow(one);
                one.sender.beforeLastLook(taking);
                one.carry(push);
            }
        };

        private final int sentBefore;

        Place() {
            this(0);
        }

        Place(int sentBefore) {
            this.sentBefore = sentBefore;
        }

        abstract void carry(OneCourier one, Push push, Runnable taking);

        private static void allow(OneCourier one) {
            one.open();
            one.bindings().put(SUBSCRIBED);
        }
    }

    static Stream<Arguments> everyWayAtEveryPlace() {
        return Withdrawal.ALL.stream()
                .flatMap(way -> Arrays.stream(Place.values()).map(place -> Arguments.of(way, place)));
    }

    @ParameterizedTest
    @MethodSource("everyWayAtEveryPlace")
    void R15_nothing_leaves_once_the_right_is_taken_away_and_the_outcome_says_why(Withdrawal way, Place place) {
        OneCourier one = new OneCourier();
        Push push = way.push();
        place.carry(one, push, () -> way.taking().accept(one.knowledge));
        assertThat(one.sender.sent()).hasSize(place.sentBefore);
        assertThat(one.outcomes.written())
                .extracting(Outcome::push, Outcome::result)
                .containsExactly(tuple(push.id(), new Result.Skipped(way.reason())));
        assertThat(one.permits.state(one.credential).inFlight()).isZero();
    }

    @Test
    void R15_every_right_that_a_push_can_lose_is_among_the_ways() {
        assertThat(Withdrawal.ALL.stream().map(Withdrawal::reason).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.copyOf(NO_RIGHTS)));
    }

    @ParameterizedTest
    @EnumSource
    void a_push_whose_time_ends_meanwhile_leaves_from_no_place(Place place) {
        OneCourier one = new OneCourier();
        place.carry(one, Pushes.push(), () -> one.time.pass(Pushes.TIME_TO_LIVE));
        assertThat(one.sender.sent()).hasSize(place.sentBefore);
        assertThat(one.outcomes.written()).extracting(Outcome::result).containsExactly(new Result.Expired());
    }

    @ParameterizedTest
    @EnumSource
    void a_push_whose_token_is_rotated_meanwhile_leaves_to_the_new_one_from_every_place(Place place) {
        OneCourier one = new OneCourier();
        DeviceToken rotated = new DeviceToken("bb02");
        place.carry(
                one, Pushes.push(), () -> one.bindings().put(Pushes.binding(Pushes.PHONE, Provider.APNS, rotated, 2)));
        assertThat(one.sender.sent()).hasSize(place.sentBefore + 1);
        assertThat(one.sender.sent().getLast().token()).isEqualTo(rotated);
    }

    @ParameterizedTest
    @EnumSource
    void a_push_whose_rights_stay_leaves_from_every_place(Place place) {
        OneCourier one = new OneCourier();
        place.carry(one, Pushes.push(), () -> {});
        assertThat(one.sender.sent()).hasSize(place.sentBefore + 1);
    }
}
