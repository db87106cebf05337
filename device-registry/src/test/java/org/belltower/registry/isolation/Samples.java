package org.belltower.registry.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.KeyRing;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.registry.audit.AuditRequest;
import org.belltower.registry.credential.Submitted;
import org.belltower.registry.device.App;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.ReportedId;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.ContactPreferences;
import org.belltower.registry.district.DisplayOptions;
import org.belltower.registry.district.District;
import org.belltower.registry.district.GuardiansOfAdults;
import org.belltower.registry.district.Language;
import org.belltower.registry.district.MasterSwitch;
import org.belltower.registry.district.PortalOptions;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.hygiene.RecentEnds;
import org.belltower.registry.hygiene.Rejection;
import org.belltower.registry.hygiene.Suspects;
import org.belltower.registry.idempotency.Claim;
import org.belltower.registry.idempotency.Fingerprint;
import org.belltower.registry.idempotency.IdempotencyKey;
import org.belltower.registry.page.ListRequest;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.platform.DeviceClass;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.OsVersion;
import org.belltower.registry.platform.Platform;
import org.belltower.registry.platform.PlatformRule;
import org.belltower.registry.platform.ScreenSize;
import org.belltower.registry.preference.DevicePreferences;
import org.belltower.registry.preference.Preferences;
import org.belltower.registry.right.Giver;
import org.belltower.registry.right.RowRights;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Kind;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.RosterItem;
import org.belltower.registry.roster.Student;
import org.belltower.registry.subscription.Choice;
import org.belltower.registry.subscription.Choices;

/// An argument of every type that a repository takes, with the ids that both districts use.
final class Samples {
    static final Instant THEN = Instant.parse("2026-11-01T12:00:00Z");
    /// When a call began that was never answered, so long before that another may take it over.
    static final Instant BEGUN = THEN.minusSeconds(600);

    /// After all that stands there.
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    private final Map<Type, Object> byType = new HashMap<>();

    /// @param own a text of whoever calls
    Samples(String own) {
        SchoolId school = new SchoolId("high");
        StudentId student = new StudentId("s-1");
        PersonId guardian = new PersonId("g-1");
        LocalDate first = LocalDate.of(2026, 8, 17);
        put(SchoolId.class, school);
        put(CalendarId.class, new CalendarId("high-2027"));
        put(StudentId.class, student);
        put(PersonId.class, guardian);
        put(DeviceId.class, new DeviceId("phone"));
        put(AppId.class, new AppId("family"));
        put(District.class, new District(own, false, 2028));
        put(MasterSwitch.class, new MasterSwitch(false));
        put(
                PortalOptions.class,
                new PortalOptions(Set.of(Category.RESPONSIVE_SCHEDULE), true, Language.ES, GuardiansOfAdults.END));
        put(DisplayOptions.class, new DisplayOptions(Set.of(Tool.SCHEDULE)));
        put(AttendanceNotices.class, new AttendanceNotices(Set.of(Status.ABSENT), Set.of(Excuse.UNEXCUSED)));
        put(ContactPreferences.class, new ContactPreferences(Set.of(Category.ATTENDANCE)));
        put(GroupId.class, new GroupId("office"));
        put(ToolRights.class, ToolRights.of(StaffTool.APPS, Right.READ));
        put(Giver.class, new Giver.Program());
        put(RowRights.class, RowRights.ALL);
        put(AuditRequest.class, new AuditRequest(Long.MAX_VALUE, 500, Map.of(), null, null));
        byType.put(Set.class, Set.of(new GroupId("office")));
        put(RosterSchool.class, new RosterSchool(own, ZoneOffset.UTC, Set.of(), Set.of()));
        put(Calendar.class, new Calendar(school, 2027, first, first.plusDays(200), true));
        put(Student.class, new Student(own, null, List.of()));
        put(Guardian.class, new Guardian(own));
        put(Relationship.class, new Relationship(false, false, true, null, null));
        put(App.class, new App(own, new App.Apns("topic", App.Environment.PRODUCTION), null));
        put(Provider.class, Provider.APNS);
        put(CredentialSeal.class, new CredentialSeal(KeyRing.of("a", Map.of("a", new byte[32])), new SecureRandom()));
        put(Submitted.class, credential(own));
        put(DeviceToken.class, new DeviceToken(own));
        put(
                Registration.class,
                new Registration(
                        new AppId("family"),
                        Provider.FCM,
                        new DeviceToken(own),
                        true,
                        Permission.DENIED,
                        new ReportedId(own),
                        new Handset(
                                Platform.ANDROID,
                                DeviceClass.PHONE,
                                new OsVersion("15"),
                                own,
                                new ScreenSize("1080x2400"))));
        put(SignIn.class, new SignIn(guardian, THEN.plusSeconds(60)));
        put(Permission.class, Permission.UNKNOWN);
        put(
                PlatformRule.class,
                new PlatformRule(
                        LocalDate.of(2999, 1, 1),
                        DeviceClass.PHONE,
                        Platform.ANDROID,
                        new OsVersion("99"),
                        Set.of(),
                        Set.of(),
                        own));
        put(LocalDate.class, first);
        put(int.class, 10);
        put(long.class, 1L);
        put(Runnable.class, () -> {});
        Choices choices = new Choices(Map.of(Category.GRADES, new Choice(true, BigDecimal.TEN)));
        put(Preferences.class, new Preferences(choices, Language.ES, true, null));
        put(DevicePreferences.class, new DevicePreferences(choices, false));
        put(PageRequest.class, PageRequest.of(null, null));
        put(ListRequest.class, ListRequest.of(null, null, null, Map.of()));
        put(Result.TokenDead.class, new Result.TokenDead(Provider.FCM, 1, null));
        put(Instant.class, LATER);
        put(Rejection.class, new Rejection(Provider.FCM, 1, LATER));
        put(RecentEnds.Lately.class, new RecentEnds.Lately(List.of()));
        put(Suspects.class, _ -> List.of());
        put(IdempotencyKey.class, new IdempotencyKey("roster", "night"));
        put(Fingerprint.class, Fingerprint.of(new byte[0]));
        put(Claim.First.class, new Claim.First(BEGUN));
        put(String.class, "row");
        put(InstantSource.class, InstantSource.fixed(THEN));
        put(JsonNode.class, JsonNodeFactory.instance.objectNode());
        byType.put(
                List.class,
                List.of(
                        new RosterItem.PutStudent(student, new Student(own, null, List.of())),
                        new RosterItem.DeleteRelationship(student, guardian),
                        new RosterItem.Delete(Kind.GUARDIAN, "g-1"),
                        new RosterItem.Delete(Kind.STUDENT, "s-1")));
    }

    private static Submitted credential(String own) {
        return new Submitted(
                new ProviderCredential.SigningKey("TEAM000001", "KEY0000001", own),
                "KEY0000001",
                "TEAM000001",
                null,
                own,
                null,
                null);
    }

    private <T> void put(Class<T> type, T sample) {
        byType.put(type, sample);
    }

    <T> void also(Class<T> type, T sample) {
        put(type, sample);
    }

    Object of(Class<?> type, Object of) {
        Object sample = byType.get(type);
        if (sample == null) {
            throw new AssertionError("tell a sample of " + type.getName() + " for " + of);
        }
        return sample;
    }
}
