package org.belltower.dispatch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.send.Pushes.AUDIENCE;
import static org.belltower.dispatch.send.Pushes.EPOCH;
import static org.belltower.dispatch.send.Pushes.GUARDIAN;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Rights.YEAR;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.belltower.model.Category;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.Tool;
import org.belltower.model.audience.Standing;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.Push;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way to take a right away, at each place where a push can wait: nothing leaves later, and the outcome says why.
class WithdrawnRightsTest {
    private static final long NEXT = 2;

    /// How a right is taken away, and what is said of a push then.
    record Way(String name, Reason reason, Consumer<Knowledge> taking) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Way> WAYS = List.of(
            new Way(
                    "district switched off",
                    Reason.DISTRICT_OFF,
                    known -> known.settings().put(Rights.district(NEXT, false, YEAR, null))),
            new Way(
                    "district switched off and on again",
                    Reason.DISTRICT_OFF,
                    known -> known.settings().put(Rights.district(NEXT, true, YEAR, NOON.plusMillis(1)))),
            new Way(
                    "calendar excluded",
                    Reason.NOT_ACTIVE_YEAR,
                    known -> known.settings().put(Rights.calendar(NEXT, YEAR, true))),
            new Way(
                    "year changed",
                    Reason.NOT_ACTIVE_YEAR,
                    known -> known.settings().put(Rights.district(NEXT, true, YEAR + 1, null))),
            new Way(
                    "display option off",
                    Reason.TOOL_NOT_DISPLAYED,
                    known -> known.settings()
                            .put(Rights.school(
                                    NEXT, EnumSet.complementOf(EnumSet.of(Tool.GRADES)), Set.of(Category.values())))),
            new Way(
                    "contact preference off",
                    Reason.CONTACT_PREFERENCE_OFF,
                    known -> known.settings()
                            .put(Rights.school(
                                    NEXT, Set.of(Tool.values()), EnumSet.complementOf(EnumSet.of(Category.GRADES))))),
            new Way(
                    "school erased",
                    Reason.SCHOOL_UNKNOWN,
                    known -> known.settings().remove(Rights.school(NEXT).key())),
            new Way(
                    "settings unreadable",
                    Reason.DISTRICT_UNKNOWN,
                    known -> known.settings().deny(Rights.district(NEXT).key())),
            new Way("portal off", Reason.NO_PORTAL, known -> revoke(known, Rights.portalOff())),
            new Way("restricted", Reason.RESTRICTED, known -> revoke(known, Rights.restricted())),
            new Way(
                    "relationship ended",
                    Reason.RELATIONSHIP_NOT_CURRENT,
                    known -> revoke(
                            known,
                            Rights.until(LocalDate.ofInstant(NOON, Rights.ZONE).minusDays(1)))),
            new Way("taken out of the roster", Reason.NO_RELATIONSHIP, known -> revoke(known, new Standing.None())),
            new Way(
                    "revocations unreadable",
                    Reason.NO_AUDIENCE,
                    known -> known.withdrawnRights().deny(Rights.nobody(NEXT).key())),
            new Way("logout", Reason.SIGNED_OUT, known -> bind(known, GUARDIAN, EPOCH, SessionState.SIGNED_OUT)),
            new Way(
                    "stay logged in ended",
                    Reason.NOT_STAY_LOGGED_IN,
                    known -> bind(known, GUARDIAN, EPOCH, SessionState.NOT_KEPT)),
            new Way(
                    "sign in by another user",
                    Reason.OTHER_SESSION,
                    known -> bind(known, new PersonId("g-2"), EPOCH + 1, SessionState.KEPT)),
            new Way(
                    "permission denied",
                    Reason.PERMISSION_DENIED,
                    known -> bind(known, Permission.DENIED, Set.of(Category.GRADES))),
            new Way(
                    "device falls below a raised minimum",
                    Reason.UNSUPPORTED_DEVICE,
                    known -> known.bindings().put(Pushes.unsupported(NEXT))),
            // On the device or by the person's default: a binding tells what follows from both.
            new Way(
                    "opt out",
                    Reason.NOT_SUBSCRIBED,
                    known -> bind(known, Permission.ALLOWED, Set.of(Category.ATTENDANCE))),
            new Way(
                    "device erased",
                    Reason.NO_BINDING,
                    known -> known.bindings().remove(Pushes.binding().key())));

    private static void revoke(Knowledge known, Standing standing) {
        known.withdrawnRights().put(Rights.guardian(AUDIENCE + 1, standing));
    }

    private static void bind(Knowledge known, PersonId person, long epoch, SessionState session) {
        bind(known, person, epoch, session, Permission.ALLOWED, Set.of(Category.GRADES));
    }

    private static void bind(Knowledge known, Permission permission, Set<Category> categories) {
        bind(known, GUARDIAN, EPOCH, SessionState.KEPT, permission, categories);
    }

    private static void bind(
            Knowledge known,
            PersonId person,
            long epoch,
            SessionState session,
            Permission permission,
            Set<Category> categories) {
        Binding was = Pushes.binding();
        known.bindings()
                .put(new Binding(
                        was.district(),
                        was.device(),
                        NEXT,
                        was.app(),
                        was.provider(),
                        person,
                        epoch,
                        session,
                        permission,
                        was.token(),
                        was.tokenVersion(),
                        was.tokenSince(),
                        categories,
                        null,
                        true));
    }

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
                    one.bindings().put(Pushes.binding());
                    taking.run();
                });
                one.carry(push);
            }
        },
        FOR_ITS_SETTINGS {
            @Override
            void carry(OneCourier one, Push push, Runnable taking) {
                one.bindings().put(Pushes.binding());
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
            void carry(OneCourier one, Push push, Runnable taking) throws InterruptedException {
                allow(one);
                assertThat(one.permits.acquire(one.credential, () -> false)).isTrue();
                Thread courier = Thread.ofVirtual().start(() -> one.carry(push));
                await().until(() -> courier.getState() == Thread.State.WAITING);
                taking.run();
                one.permits.release(one.credential);
                courier.join();
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

        abstract void carry(OneCourier one, Push push, Runnable taking) throws InterruptedException;

        private static void allow(OneCourier one) {
            one.open();
            one.bindings().put(Pushes.binding());
        }
    }

    static Stream<Arguments> everyWayAtEveryPlace() {
        return WAYS.stream().flatMap(way -> Arrays.stream(Place.values()).map(place -> Arguments.of(way, place)));
    }

    @ParameterizedTest
    @MethodSource("everyWayAtEveryPlace")
    void nothing_leaves_once_the_right_is_taken_away_and_the_outcome_says_why(Way way, Place place)
            throws InterruptedException {
        OneCourier one = new OneCourier();
        Push push = Pushes.push();
        place.carry(one, push, () -> way.taking.accept(one.knowledge));
        assertThat(one.sender.sent()).hasSize(place.sentBefore);
        assertThat(one.outcomes.written())
                .extracting(Outcome::push, Outcome::result)
                .containsExactly(tuple(push.id(), new Result.Skipped(way.reason)));
        assertThat(one.permits.inFlight(one.credential)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_push_whose_rights_stay_leaves_from_every_place(Place place) throws InterruptedException {
        OneCourier one = new OneCourier();
        place.carry(one, Pushes.push(), () -> {});
        assertThat(one.sender.sent()).hasSize(place.sentBefore + 1);
    }
}
