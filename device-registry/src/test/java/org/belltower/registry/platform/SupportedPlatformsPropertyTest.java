package org.belltower.registry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.belltower.registry.platform.Support.Cause;

/// The table against a model that goes through the days one by one, and versions against numbers.
class SupportedPlatformsPropertyTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 6;

    @Property
    void a_table_says_what_going_through_the_days_says(
            @ForAll("tables") Map<String, PlatformRule> rules,
            @ForAll("handsets") Handset handset,
            @ForAll("days") LocalDate today) {
        assertThat(new SupportedPlatforms(rules).judge(handset, today)).isEqualTo(model(rules, handset, today));
    }

    /// Day after day a row that begins takes the place of the one before it.
    private static Support model(Map<String, PlatformRule> rules, Handset handset, LocalDate today) {
        Map<String, String> inForce = new HashMap<>();
        for (LocalDate day = FIRST; !day.isAfter(today); day = day.plusDays(1)) {
            LocalDate begun = day;
            rules.forEach((id, rule) -> {
                if (rule.since().equals(begun)) {
                    inForce.put(rule.platform() + "/" + rule.deviceClass(), id);
                }
            });
        }
        if (inForce.isEmpty()) {
            return new Support.Supported();
        }
        String id = inForce.get(handset.platform() + "/" + handset.deviceClass());
        PlatformRule rule = id == null ? null : rules.get(id);
        if (rule == null) {
            return new Support.Unsupported(Cause.NOT_LISTED, null);
        }
        if (number(handset.osVersion()).compareTo(number(rule.minimum())) < 0) {
            return new Support.Unsupported(Cause.VERSION_TOO_LOW, id);
        }
        return rule.excludedModels().contains(handset.model())
                ? new Support.Unsupported(Cause.MODEL_EXCLUDED, id)
                : new Support.Supported();
    }

    @Property
    void versions_are_ordered_as_numbers_are(@ForAll("versions") OsVersion one, @ForAll("versions") OsVersion other) {
        assertThat(one.isBelow(other)).isEqualTo(number(one).compareTo(number(other)) < 0);
    }

    /// Six digits of a number to the base of ten to the ninth.
    private static BigInteger number(OsVersion version) {
        List<String> digits = List.of(version.value().split("\\.", -1));
        BigInteger number = BigInteger.ZERO;
        for (int place = 0; place < 6; place++) {
            number = number.multiply(BigInteger.TEN.pow(9))
                    .add(new BigInteger(place < digits.size() ? digits.get(place) : "0"));
        }
        return number;
    }

    @Provide
    Arbitrary<OsVersion> versions() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 999_999_999))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(numbers ->
                        new OsVersion(numbers.stream().map(String::valueOf).collect(Collectors.joining("."))));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, DAYS).map(FIRST::plusDays);
    }

    @Provide
    Arbitrary<Handset> handsets() {
        return Combinators.combine(
                        Arbitraries.of(Platform.values()),
                        Arbitraries.of(DeviceClass.values()),
                        Arbitraries.of("15", "16.1", "16.10", "17"),
                        Arbitraries.of("one", "two"))
                .as((platform, deviceClass, version, model) ->
                        new Handset(platform, deviceClass, new OsVersion(version), model, new ScreenSize("1x2")));
    }

    /// No two rows about the same begin on one day: the table does not take them.
    @Provide
    Arbitrary<Map<String, PlatformRule>> tables() {
        Arbitrary<PlatformRule> rules = Combinators.combine(
                        days(),
                        Arbitraries.of(DeviceClass.values()),
                        Arbitraries.of(Platform.values()),
                        Arbitraries.of("14", "16.1", "16.9", "18"),
                        Arbitraries.of(true, false))
                .as((since, deviceClass, platform, minimum, one) -> new PlatformRule(
                        since,
                        deviceClass,
                        platform,
                        new OsVersion(minimum),
                        one ? Set.of("one") : Set.of(),
                        Set.of(),
                        "because"));
        return rules.list()
                .ofMaxSize(6)
                .uniqueElements(rule -> List.of(rule.since(), rule.deviceClass(), rule.platform()))
                .map(list -> {
                    Map<String, PlatformRule> table = new HashMap<>();
                    list.forEach(rule -> table.put("row-" + table.size(), rule));
                    return table;
                });
    }
}
