package org.belltower.model.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.LanguageTag;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.RevocationsWithheld;
import org.belltower.model.audience.Standing;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.Origin;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.model.change.Score;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.credential.CredentialKind;
import org.belltower.model.credential.Envelope;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.gate.Place;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.belltower.model.push.PushText;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.settings.SchoolSettings;

/// One message of each kind, by the name of its golden file.
final class Samples {
    static final DistrictId DISTRICT = new DistrictId("north");
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final StudentId STUDENT = new StudentId("s-1");
    static final SchoolId SCHOOL = new SchoolId("high");
    static final CalendarId CALENDAR = new CalendarId("high-2027");
    static final DeviceId DEVICE = new DeviceId("phone-1");
    static final PersonId GUARDIAN = new PersonId("g-1");
    static final EventId EVENT = new EventId("sis-north", "/sis/north", "e-1");
    static final PushId PUSH = PushId.of(DISTRICT, EVENT, DEVICE);
    static final Outcome.LaneOffset LANE = new Outcome.LaneOffset(Topics.PUSH_ALERTS.name(), 3, 41);

    private Samples() {}

    static Map<String, Change> changes() {
        LocalDate day = LocalDate.parse("2026-11-20");
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put(
                "assignment-scored",
                new AssignmentScored(STUDENT, SCHOOL, CALENDAR, "a-1", new Score.Percent(new BigDecimal("84.50"))));
        changes.put(
                "assignment-missing",
                new AssignmentScored(STUDENT, SCHOOL, CALENDAR, "a-1", new Score.Unscored(Score.Status.MISSING)));
        changes.put(
                "assignment-lettered",
                new AssignmentScored(STUDENT, SCHOOL, CALENDAR, "a-1", new Score.Letter("B+", new BigDecimal("87.0"))));
        changes.put("grade-posted", gradePosted().change());
        changes.put(
                "attendance-recorded",
                new AttendanceRecorded(
                        STUDENT,
                        SCHOOL,
                        CALENDAR,
                        day,
                        "1",
                        AttendanceRecorded.Status.TARDY,
                        AttendanceRecorded.Excuse.UNEXCUSED));
        changes.put(
                "attendance-not-instructional",
                new AttendanceRecorded(
                        STUDENT,
                        SCHOOL,
                        CALENDAR,
                        day,
                        "lunch",
                        AttendanceRecorded.Status.ABSENT,
                        AttendanceRecorded.Excuse.UNKNOWN,
                        false));
        changes.put(
                "lunch-balance-changed",
                new LunchBalanceChanged(STUDENT, "main", new BigDecimal("-2.5"), Currency.getInstance("USD")));
        changes.put("schedule-changed", new ScheduleChanged(STUDENT, SCHOOL, CALENDAR, day, "flex", "Robotics", "B12"));
        return changes;
    }

    static Map<String, ChangeEvent> steps() {
        ChangeEvent scored = event(Objects.requireNonNull(changes().get("assignment-scored")));
        return Map.of(
                "assignment-deleted", with(scored, new ItemStep.Delete()),
                "assignment-moved", with(scored, new ItemStep.Move("high-2027\u001fessay-0")),
                "assignment-unchanged", with(scored, new ItemStep.Upsert(true)));
    }

    private static ChangeEvent with(ChangeEvent event, ItemStep step) {
        return new ChangeEvent(event.district(), event.id(), event.order(), event.origin(), step, event.change());
    }

    static ChangeEvent gradePosted() {
        return event(
                new GradePosted(STUDENT, SCHOOL, CALENDAR, "math", "Q2", new Score.Percent(new BigDecimal("100"))));
    }

    static ChangeEvent event(Change change) {
        return new ChangeEvent(DISTRICT, EVENT, new EventOrder(NOON, new SourcePosition(2, 7)), Origin.LIVE, change);
    }

    static Audience audience() {
        return new Audience(
                DISTRICT,
                STUDENT,
                12,
                Set.of(CALENDAR),
                List.of(
                        new Member(STUDENT.asPerson(), new Standing.Self(), List.of()),
                        new Member(
                                GUARDIAN,
                                new Standing.Guardian(true, false, LocalDate.parse("2026-08-01"), null),
                                List.of(new AudienceDevice(
                                        DEVICE,
                                        new AppId("family"),
                                        3,
                                        SessionState.KEPT,
                                        Map.of(
                                                Category.ATTENDANCE,
                                                new Subscription(NOON, null),
                                                Category.GRADES,
                                                new Subscription(
                                                        NOON, new Threshold(new BigDecimal("70.0"), NOON))))))));
    }

    /// In which somebody chose a language and consented to detail.
    static Audience consentingAudience() {
        return new Audience(
                DISTRICT,
                STUDENT,
                12,
                Set.of(CALENDAR),
                List.of(new Member(STUDENT.asPerson(), new Standing.Self(), List.of(), new LanguageTag("es"), true)));
    }

    static Revocations revocations() {
        return new Revocations(
                DISTRICT,
                STUDENT,
                13,
                List.of(
                        new Revocations.Revoked(GUARDIAN, new Standing.Guardian(false, true, null, null)),
                        new Revocations.Revoked(new PersonId("g-2"), new Standing.None())));
    }

    static RevocationsWithheld revocationsWithheld() {
        return new RevocationsWithheld(DISTRICT, STUDENT, 14);
    }

    static Push balancePush() {
        return new Push(
                PUSH,
                DISTRICT,
                DEVICE,
                STUDENT.asPerson(),
                3,
                new PushCause.ChangeCause(
                        EVENT,
                        Category.LUNCH_BALANCE,
                        STUDENT,
                        12,
                        new Place.Enrolled(Set.of(new CalendarId("middle-2027"), CALENDAR)),
                        null,
                        null),
                Area.FOOD_SERVICE,
                "Lunch balance",
                "The lunch balance changed.",
                NOON,
                NOON.plusSeconds(3600));
    }

    static Binding binding() {
        return new Binding(
                DISTRICT,
                DEVICE,
                9,
                new AppId("family"),
                Provider.APNS,
                GUARDIAN,
                3,
                SessionState.KEPT,
                Binding.Permission.ALLOWED,
                new DeviceToken("0a1b"),
                2,
                NOON,
                Set.of(Category.GRADES),
                null,
                true);
    }

    static Binding unsupportedBinding() {
        Binding was = binding();
        return new Binding(
                was.district(),
                was.device(),
                was.version(),
                was.app(),
                was.provider(),
                was.person(),
                was.sessionEpoch(),
                was.session(),
                was.permission(),
                was.token(),
                was.tokenVersion(),
                was.tokenSince(),
                was.categories(),
                true,
                was.officeMessages());
    }

    static Binding consentingBinding() {
        Binding was = binding();
        return new Binding(
                was.district(),
                was.device(),
                was.version(),
                was.app(),
                was.provider(),
                was.person(),
                was.sessionEpoch(),
                was.session(),
                was.permission(),
                was.token(),
                was.tokenVersion(),
                was.tokenSince(),
                was.categories(),
                was.unsupported(),
                was.officeMessages(),
                true);
    }

    static Push push() {
        return new Push(
                PUSH,
                DISTRICT,
                DEVICE,
                GUARDIAN,
                3,
                new PushCause.ChangeCause(
                        EVENT,
                        Category.GRADES,
                        STUDENT,
                        12,
                        new Place.InCalendar(SCHOOL, CALENDAR),
                        LocalDate.parse("2027-06-30"),
                        NOON.minusSeconds(2)),
                Area.GRADES,
                "Grades",
                "A grade was updated.",
                NOON,
                NOON.plusSeconds(3600));
    }

    static Push detailedPush() {
        Push plain = push();
        return new Push(
                plain.id(),
                plain.district(),
                plain.device(),
                plain.person(),
                plain.sessionEpoch(),
                plain.cause(),
                plain.area(),
                plain.title(),
                plain.body(),
                plain.created(),
                plain.expires(),
                new PushText("Grades", "A grade is now 84.5%."));
    }

    static Push pushThatSaysNotWhenItsEventWasAccepted() {
        Push now = push();
        return new Push(
                now.id(),
                now.district(),
                now.device(),
                now.person(),
                now.sessionEpoch(),
                new PushCause.ChangeCause(
                        EVENT,
                        Category.GRADES,
                        STUDENT,
                        12,
                        new Place.InCalendar(SCHOOL, CALENDAR),
                        LocalDate.parse("2027-06-30"),
                        null),
                now.area(),
                now.title(),
                now.body(),
                now.created(),
                now.expires());
    }

    static Push testPush() {
        return new Push(
                PUSH,
                DISTRICT,
                DEVICE,
                GUARDIAN,
                3,
                new PushCause.TestCause(),
                Area.SETTINGS,
                "Test",
                "It works.",
                NOON,
                NOON.plusSeconds(300));
    }

    static SealedCredential signingKey() {
        return new SealedCredential(
                DISTRICT,
                new AppId("family"),
                Provider.APNS,
                9,
                new CredentialFacts(
                        CredentialKind.SIGNING_KEY, 4, "KEY0000001", "TEAM000001", null, "0a1b2c", null, NOON),
                new SealedCredential.ApnsApp("org.belltower.family", SealedCredential.Environment.PRODUCTION),
                new Envelope("2026-11", "d3JhcHBlZA==", "Y29udGVudA=="));
    }

    static SealedCredential serviceAccount() {
        return new SealedCredential(
                DISTRICT,
                new AppId("family"),
                Provider.FCM,
                10,
                new CredentialFacts(
                        CredentialKind.SERVICE_ACCOUNT, 5, null, null, "family-project", "3d4e5f", null, NOON),
                null,
                new Envelope("2026-11", "d3JhcHBlZA==", "Y29udGVudA=="));
    }

    static DistrictSettings districtSettings() {
        return new DistrictSettings(
                DISTRICT,
                1,
                true,
                true,
                2027,
                NOON,
                Set.of(Category.RESPONSIVE_SCHEDULE, Category.ATTENDANCE),
                new LanguageTag("es"),
                true);
    }

    static SchoolSettings schoolSettings() {
        return new SchoolSettings(
                DISTRICT,
                2,
                SCHOOL,
                ZoneId.of("America/Chicago"),
                Set.of(Tool.GRADES),
                Set.of(Category.GRADES),
                new AttendanceNotices(
                        Set.of(AttendanceRecorded.Status.TARDY, AttendanceRecorded.Status.ABSENT),
                        Set.of(AttendanceRecorded.Excuse.UNEXCUSED)));
    }

    static CalendarSettings calendarSettings() {
        return new CalendarSettings(DISTRICT, 3, CALENDAR, SCHOOL, 2027, LocalDate.parse("2027-06-04"), false);
    }

    static RightsSettings rightsSettings() {
        return new RightsSettings(
                DISTRICT,
                4,
                Map.of(
                        new GroupId("office"),
                        ToolRights.of(StaffTool.PUSH_NOTIFICATIONS, Right.READ),
                        new GroupId("administrators"),
                        new ToolRights(Map.of(
                                StaffTool.TOOL_RIGHTS,
                                Set.of(Right.WRITE, Right.READ),
                                StaffTool.APPS,
                                Set.of(Right.READ, Right.WRITE, Right.ADD, Right.DELETE)))));
    }

    static AppSettings appSettings() {
        return new AppSettings(DISTRICT, 5, new AppId("family"), Set.of(Area.SETTINGS, Area.GRADES));
    }

    static Decision decision() {
        return new Decision(
                DISTRICT,
                STUDENT,
                EVENT,
                Category.GRADES,
                NOON,
                null,
                List.of(
                        new Decision.Pushed(DEVICE, GUARDIAN, PUSH),
                        new Decision.Skipped(new DeviceId("tablet-1"), GUARDIAN, Reason.NOT_SUBSCRIBED)));
    }

    static Decision noNews() {
        return new Decision(DISTRICT, STUDENT, EVENT, Category.GRADES, NOON, Reason.REPEAT, List.of());
    }

    static Map<String, Result> results() {
        Map<String, Result> results = new LinkedHashMap<>();
        results.put("outcome-accepted", new Result.Accepted(Provider.APNS));
        results.put("outcome-skipped", new Result.Skipped(Reason.OTHER_SESSION));
        results.put("outcome-failed", new Result.Failed(Provider.FCM, Reason.TOKEN_NOT_FOR_APP));
        results.put("outcome-token-rejected", new Result.Failed(Provider.APNS, Reason.TOKEN_REJECTED, 2L));
        results.put("outcome-token-dead", new Result.TokenDead(Provider.APNS, 2, NOON));
        results.put("outcome-expired", new Result.Expired());
        return results;
    }

    static Outcome outcome(Result result) {
        return new Outcome(new PushId(new UUID(1, 2)), DISTRICT, DEVICE, NOON, LANE, result);
    }
}
