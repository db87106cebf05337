package org.belltower.registry.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.LanguageTag;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A9, I-2, I-9.
class AudienceAssemblyTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final long VERSION = 7;
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AudienceAssembly ASSEMBLY = new AudienceAssembly(NORTH, VERSION);

    @Test
    void no_rows_are_no_audiences() {
        assertThat(ASSEMBLY.assemble(List.of())).isEmpty();
    }

    @Test
    void a_student_alone_is_an_audience_of_themself() {
        Audience alone = new Audience(
                NORTH,
                new StudentId("s"),
                VERSION,
                Set.of(),
                List.of(new Member(new PersonId("s"), new Standing.Self(), List.of())));

        assertThat(ASSEMBLY.assemble(rows(alone))).containsExactly(alone);
    }

    /// The slow, obvious model: an audience taken apart into rows, as the database's join gives them.
    @Property(tries = 300)
    void what_is_taken_apart_is_put_together_again(@ForAll("audiences") List<Audience> audiences) {
        List<AudienceRow> rows =
                audiences.stream().flatMap(audience -> rows(audience).stream()).toList();

        assertThat(ASSEMBLY.assemble(rows)).isEqualTo(audiences);
    }

    @Provide
    Arbitrary<List<Audience>> audiences() {
        return Arbitraries.integers()
                .between(0, 50)
                .set()
                .ofMaxSize(4)
                .flatMap(numbers -> Combinators.combine(
                                numbers.stream().map(this::audience).toList())
                        .as(List::copyOf));
    }

    private Arbitrary<Audience> audience(int number) {
        Arbitrary<Set<CalendarId>> calendars = Arbitraries.of("a", "b", "c")
                .map(CalendarId::new)
                .set()
                .ofMaxSize(3)
                .map(LinkedHashSet::new);
        Arbitrary<List<Member>> guardians =
                distinct(guardian("g"), member -> member.person().value());
        return Combinators.combine(
                        calendars, devices("s" + number), guardians, Arbitraries.just(new PersonId("s" + number)))
                .as((in, own, others, self) -> {
                    List<Member> members = new ArrayList<>(List.of(new Member(self, new Standing.Self(), own)));
                    members.addAll(others);
                    return new Audience(NORTH, new StudentId(self.value()), VERSION, in, members);
                });
    }

    private Arbitrary<Member> guardian(String prefix) {
        Arbitrary<LocalDate> days = Arbitraries.of(LocalDate.of(2026, 8, 1), LocalDate.of(2027, 6, 4));
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<Standing> standings = Combinators.combine(flags, flags, days.injectNull(0.5), days.injectNull(0.5))
                .as(Standing.Guardian::new);
        Arbitrary<@Nullable LanguageTag> languages =
                Arbitraries.of("en", "es").map(LanguageTag::new).injectNull(0.5);
        return Arbitraries.integers()
                .between(0, 9)
                .flatMap(number -> Combinators.combine(standings, devices(prefix + number), languages, flags)
                        .as((standing, devices, language, detail) ->
                                new Member(new PersonId(prefix + number), standing, devices, language, detail)));
    }

    private Arbitrary<List<AudienceDevice>> devices(String person) {
        Arbitrary<Subscription> subscriptions =
                Arbitraries.integers().between(0, 100).injectNull(0.3).map(AudienceAssemblyTest::subscription);
        Arbitrary<AudienceDevice> device = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(SessionState.class),
                        Arbitraries.maps(Arbitraries.of(Category.class), subscriptions)
                                .ofMaxSize(5))
                .as((number, session, on) -> new AudienceDevice(
                        new DeviceId(person + "-" + number), new AppId("family"), number, session, on));
        return distinct(device, one -> one.device().value());
    }

    private static Subscription subscription(@Nullable Integer below) {
        return new Subscription(
                NOON, below == null ? null : new Threshold(BigDecimal.valueOf(below), NOON.plusSeconds(1)));
    }

    private static <T> Arbitrary<List<T>> distinct(Arbitrary<T> of, Function<T, String> key) {
        return of.list()
                .uniqueElements(key)
                .ofMaxSize(3)
                .map(list -> list.stream().sorted(Comparator.comparing(key)).toList());
    }

    private static List<AudienceRow> rows(Audience audience) {
        List<AudienceRow> rows = new ArrayList<>();
        for (Member member : audience.members()) {
            if (member.devices().isEmpty()) {
                rows.add(row(audience, member, null, null));
            }
            for (AudienceDevice device : member.devices()) {
                if (device.subscriptions().isEmpty()) {
                    rows.add(row(audience, member, device, null));
                }
                new TreeMap<>(device.subscriptions())
                        .entrySet()
                        .forEach(subscription -> rows.add(row(audience, member, device, subscription)));
            }
        }
        return rows;
    }

    private static AudienceRow row(
            Audience audience,
            Member member,
            @Nullable AudienceDevice device,
            Map.@Nullable Entry<Category, Subscription> on) {
        Standing.@Nullable Guardian guardian = member.standing() instanceof Standing.Guardian it ? it : null;
        Threshold threshold = on == null ? null : on.getValue().threshold();
        return new AudienceRow(
                audience.student(),
                audience.calendars(),
                member.person(),
                guardian == null ? null : guardian.portal(),
                guardian == null ? null : guardian.restricted(),
                guardian == null ? null : guardian.starts(),
                guardian == null ? null : guardian.ends(),
                member.language(),
                member.detail(),
                device == null ? null : device.device(),
                device == null ? null : device.app(),
                device == null ? null : device.sessionEpoch(),
                device == null ? null : device.session(),
                on == null ? null : on.getKey(),
                on == null ? null : on.getValue().since(),
                threshold == null ? null : threshold.below(),
                threshold == null ? null : threshold.since());
    }
}
