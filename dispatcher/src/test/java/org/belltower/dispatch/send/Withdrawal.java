package org.belltower.dispatch.send;

import static org.belltower.dispatch.send.Pushes.AUDIENCE;
import static org.belltower.dispatch.send.Pushes.EPOCH;
import static org.belltower.dispatch.send.Pushes.GUARDIAN;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.PHONE;
import static org.belltower.dispatch.send.Rights.YEAR;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.belltower.model.Category;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.Tool;
import org.belltower.model.audience.Standing;
import org.belltower.model.gate.Place;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.Push;

/// How a right is taken away from a push, and what is said of it then.
record Withdrawal(String name, Push push, Reason reason, Consumer<Knowledge> taking) {
    private static final long NEXT = 2;
    private static final Push BALANCE =
            Pushes.push(NOON, Category.LUNCH_BALANCE, new Place.Enrolled(Set.of(Pushes.CALENDAR)), null);

    /// Every gate that is asked when a push leaves, closed.
    static final List<Withdrawal> ALL = List.of(
            new Withdrawal(
                    "food service given up",
                    BALANCE,
                    Reason.NO_FOOD_SERVICE,
                    known -> known.settings().put(Rights.withoutFoodService(NEXT))),
            new Withdrawal(
                    "the one school's contact preference for balances off",
                    BALANCE,
                    Reason.NO_ACTIVE_SCHOOL,
                    known -> known.settings()
                            .put(Rights.school(
                                    NEXT,
                                    Set.of(Tool.values()),
                                    EnumSet.complementOf(EnumSet.of(Category.LUNCH_BALANCE))))),
            new Withdrawal(
                    "the one school's food service displayed no more",
                    BALANCE,
                    Reason.NO_ACTIVE_SCHOOL,
                    known -> known.settings()
                            .put(Rights.school(
                                    NEXT,
                                    EnumSet.complementOf(EnumSet.of(Category.LUNCH_BALANCE.tool())),
                                    Set.of(Category.values())))),
            new Withdrawal(
                    "the one calendar excluded",
                    BALANCE,
                    Reason.NO_ACTIVE_SCHOOL,
                    known -> known.settings().put(Rights.calendar(NEXT, YEAR, true))),
            new Withdrawal(
                    "opt out of balances",
                    BALANCE,
                    Reason.NOT_SUBSCRIBED,
                    known -> bind(known, Permission.ALLOWED, Set.of(Category.GRADES))),
            new Withdrawal(
                    "district switched off",
                    Reason.DISTRICT_OFF,
                    known -> known.settings().put(Rights.district(NEXT, false, YEAR, null))),
            new Withdrawal(
                    "district switched off and on again",
                    Reason.DISTRICT_OFF,
                    known -> known.settings().put(Rights.district(NEXT, true, YEAR, NOON.plusMillis(1)))),
            new Withdrawal(
                    "calendar excluded",
                    Reason.NOT_ACTIVE_YEAR,
                    known -> known.settings().put(Rights.calendar(NEXT, YEAR, true))),
            new Withdrawal(
                    "year changed",
                    Reason.NOT_ACTIVE_YEAR,
                    known -> known.settings().put(Rights.district(NEXT, true, YEAR + 1, null))),
            new Withdrawal(
                    "calendar moved to another year",
                    Reason.NOT_ACTIVE_YEAR,
                    known -> known.settings().put(Rights.calendar(NEXT, YEAR + 1, false))),
            new Withdrawal(
                    "calendar erased",
                    Reason.CALENDAR_UNKNOWN,
                    known -> known.settings().remove(Rights.calendar(NEXT).key())),
            new Withdrawal(
                    "display option off",
                    Reason.TOOL_NOT_DISPLAYED,
                    known -> known.settings()
                            .put(Rights.school(
                                    NEXT, EnumSet.complementOf(EnumSet.of(Tool.GRADES)), Set.of(Category.values())))),
            new Withdrawal(
                    "contact preference off",
                    Reason.CONTACT_PREFERENCE_OFF,
                    known -> known.settings()
                            .put(Rights.school(
                                    NEXT, Set.of(Tool.values()), EnumSet.complementOf(EnumSet.of(Category.GRADES))))),
            new Withdrawal(
                    "school erased",
                    Reason.SCHOOL_UNKNOWN,
                    known -> known.settings().remove(Rights.school(NEXT).key())),
            new Withdrawal(
                    "settings unreadable",
                    Reason.DISTRICT_UNKNOWN,
                    known -> known.settings().deny(Rights.district(NEXT).key())),
            new Withdrawal("portal off", Reason.NO_PORTAL, known -> revoke(known, Rights.portalOff())),
            new Withdrawal("restricted", Reason.RESTRICTED, known -> revoke(known, Rights.restricted())),
            new Withdrawal(
                    "relationship ended",
                    Reason.RELATIONSHIP_NOT_CURRENT,
                    known -> revoke(
                            known,
                            Rights.until(LocalDate.ofInstant(NOON, Rights.ZONE).minusDays(1)))),
            new Withdrawal(
                    "taken out of the roster", Reason.NO_RELATIONSHIP, known -> revoke(known, new Standing.None())),
            new Withdrawal(
                    "revocations unreadable",
                    Reason.NO_AUDIENCE,
                    known -> known.withdrawnRights().deny(Rights.nobody(NEXT).key())),
            new Withdrawal("logout", Reason.SIGNED_OUT, known -> bind(known, GUARDIAN, EPOCH, SessionState.SIGNED_OUT)),
            new Withdrawal(
                    "stay logged in ended",
                    Reason.NOT_STAY_LOGGED_IN,
                    known -> bind(known, GUARDIAN, EPOCH, SessionState.NOT_KEPT)),
            new Withdrawal(
                    "sign in by another user",
                    Reason.OTHER_SESSION,
                    known -> bind(known, new PersonId("g-2"), EPOCH + 1, SessionState.KEPT)),
            new Withdrawal(
                    "new session of the same user",
                    Reason.OTHER_SESSION,
                    known -> bind(known, GUARDIAN, EPOCH + 1, SessionState.KEPT)),
            new Withdrawal(
                    "token gone",
                    Reason.NO_TOKEN,
                    known -> known.bindings().put(Pushes.binding(PHONE, Provider.APNS, null, NEXT))),
            new Withdrawal(
                    "permission denied",
                    Reason.PERMISSION_DENIED,
                    known -> bind(known, Permission.DENIED, Set.of(Category.GRADES))),
            new Withdrawal(
                    "device falls below a raised minimum",
                    Reason.UNSUPPORTED_DEVICE,
                    known -> known.bindings().put(Pushes.unsupported(NEXT))),
            // On the device or by the person's default: a binding tells what follows from both.
            new Withdrawal(
                    "opt out",
                    Reason.NOT_SUBSCRIBED,
                    known -> bind(known, Permission.ALLOWED, Set.of(Category.ATTENDANCE))),
            new Withdrawal(
                    "device erased",
                    Reason.NO_BINDING,
                    known -> known.bindings().remove(Pushes.binding().key())));

    /// Of a grade.
    private Withdrawal(String name, Reason reason, Consumer<Knowledge> taking) {
        this(name, Pushes.push(), reason, taking);
    }

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

    @Override
    public String toString() {
        return name;
    }
}
