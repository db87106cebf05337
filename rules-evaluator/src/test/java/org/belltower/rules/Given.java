package org.belltower.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
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
import org.belltower.model.gate.SettingsView;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.rules.compose.Composer;
import org.belltower.rules.fanout.AcceptedEvent;
import org.jspecify.annotations.Nullable;

/// A district in which everything is allowed: one school, one calendar of the Active Year, Ana, her guardian and
/// their phones. A test takes away what it is about.
public final class Given {
    public static final DistrictId NORTH = new DistrictId("north");
    public static final SchoolId HIGH = new SchoolId("high");
    public static final CalendarId THIS_YEAR = new CalendarId("high-2027");
    public static final StudentId ANA = new StudentId("ana");
    public static final PersonId MUM = new PersonId("mum");
    public static final DeviceId MUMS_PHONE = new DeviceId("mums-phone");
    public static final DeviceId ANAS_PHONE = new DeviceId("anas-phone");
    public static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    /// When everybody switched everything on.
    public static final Instant SWITCHED_ON = Instant.parse("2026-11-01T12:00:00Z");
    /// When things happen.
    public static final Instant NOON = Instant.parse("2026-11-20T18:00:00Z");

    private Given() {}

    /// Tells nobody what is not translated.
    public static Composer composer() {
        return new Composer(_ -> {});
    }

    public static DistrictSettings district() {
        return new DistrictSettings(NORTH, 1, true, true, 2027, null);
    }

    /// Off for a while, until then.
    public static DistrictSettings switchedOn(Instant then) {
        return new DistrictSettings(NORTH, 3, true, true, 2027, then);
    }

    public static SchoolSettings school() {
        return school(EnumSet.allOf(Tool.class), EnumSet.allOf(Category.class));
    }

    public static SchoolSettings school(Set<Tool> displayed, Set<Category> contact) {
        return new SchoolSettings(NORTH, 1, HIGH, CHICAGO, displayed, contact);
    }

    public static CalendarSettings calendar() {
        return new CalendarSettings(NORTH, 1, THIS_YEAR, HIGH, 2027, LocalDate.parse("2027-06-04"), false);
    }

    /// Knows what it is given and nothing else.
    public static SettingsView view(Settings... settings) {
        return key -> List.of(settings).stream()
                .filter(known -> known.key().equals(key))
                .findFirst();
    }

    public static Standing.Guardian guardian() {
        return new Standing.Guardian(true, false, null, null);
    }

    public static AudienceDevice device(DeviceId id) {
        return device(id, SessionState.KEPT, subscriptions(null));
    }

    public static AudienceDevice device(DeviceId id, SessionState session, Map<Category, Subscription> subscriptions) {
        return new AudienceDevice(id, new AppId("family"), 1, session, subscriptions);
    }

    /// Every category on, with a threshold where one is given and the category takes it.
    public static Map<Category, Subscription> subscriptions(@Nullable Threshold threshold) {
        return EnumSet.allOf(Category.class).stream()
                .collect(Collectors.toMap(
                        category -> category,
                        category -> new Subscription(SWITCHED_ON, category.takesThreshold() ? threshold : null)));
    }

    public static Threshold below(String number) {
        return new Threshold(new BigDecimal(number), SWITCHED_ON);
    }

    public static Audience audience(Member... members) {
        return new Audience(NORTH, ANA, 5, Set.of(THIS_YEAR), List.of(members));
    }

    public static Audience audience() {
        return audience(
                new Member(ANA.asPerson(), new Standing.Self(), List.of(device(ANAS_PHONE))),
                new Member(MUM, guardian(), List.of(device(MUMS_PHONE))));
    }

    /// Guardians with the longest ids and eight devices each: a decision names the ids once a device.
    public static Audience crowd(int guardians) {
        return audience(IntStream.range(0, guardians)
                .mapToObj(guardian -> new Member(
                        new PersonId("\u5bb6".repeat(250) + guardian),
                        guardian(),
                        IntStream.range(0, 8)
                                .mapToObj(phone -> device(
                                        new DeviceId("p-" + guardian + "-" + phone),
                                        SessionState.KEPT,
                                        Map.of(Category.ASSIGNMENTS, new Subscription(SWITCHED_ON, null))))
                                .toList()))
                .toArray(Member[]::new));
    }

    public static Change scored(String percent) {
        return scored(percent, ANA);
    }

    public static Change scored(String percent, StudentId student) {
        return new AssignmentScored(student, HIGH, THIS_YEAR, "essay", new Score.Percent(new BigDecimal(percent)));
    }

    public static Change missing() {
        return new AssignmentScored(ANA, HIGH, THIS_YEAR, "essay", new Score.Unscored(Score.Status.MISSING));
    }

    public static Change balance(String amount) {
        return new LunchBalanceChanged(ANA, "main", new BigDecimal(amount), Currency.getInstance("USD"));
    }

    /// Some change of the category.
    public static Change change(Category category) {
        LocalDate day = LocalDate.parse("2026-11-20");
        return switch (category) {
            case ASSIGNMENTS -> scored("85");
            case GRADES -> new GradePosted(ANA, HIGH, THIS_YEAR, "math", "Q2", new Score.Percent(new BigDecimal("85")));
            case ATTENDANCE ->
                new AttendanceRecorded(
                        ANA,
                        HIGH,
                        THIS_YEAR,
                        day,
                        "1",
                        AttendanceRecorded.Status.ABSENT,
                        AttendanceRecorded.Excuse.UNKNOWN);
            case LUNCH_BALANCE -> balance("2.50");
            case RESPONSIVE_SCHEDULE -> new ScheduleChanged(ANA, HIGH, THIS_YEAR, day, "flex", "Robotics", "B12");
        };
    }

    /// Accepted as things happen.
    public static AcceptedEvent accepted(ChangeEvent event) {
        return new AcceptedEvent(event, NOON);
    }

    public static ChangeEvent live(Change change, Instant time) {
        return event(change, time, Origin.LIVE);
    }

    public static ChangeEvent event(Change change, Instant time, Origin origin) {
        return new ChangeEvent(
                NORTH,
                new EventId("sis", "/sis/north", UUID.randomUUID().toString()),
                new EventOrder(time, null),
                origin,
                change);
    }

    /// The same, of which something else became of its item.
    public static ChangeEvent with(ItemStep step, ChangeEvent event) {
        return new ChangeEvent(event.district(), event.id(), event.order(), event.origin(), step, event.change());
    }
}
