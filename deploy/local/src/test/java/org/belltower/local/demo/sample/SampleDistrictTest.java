package org.belltower.local.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.model.Category;
import org.belltower.model.push.Binding.Permission;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether everything that can be chosen is chosen, by as many as one would believe.
class SampleDistrictTest {
    private static final int DEVICES = 700;

    /// A choice for a device, and what its user chose for all of theirs.
    private record Own(Category category, Choice choice, Choice byDefault) {}

    private static District made(long seed) {
        return SampleDistrict.make(new Dice(seed));
    }

    private static Collection<Family.Device> devices(District district) {
        return district.devices().values();
    }

    private static long count(District district, Predicate<Family.Device> which) {
        return devices(district).stream().filter(which).count();
    }

    private static List<Family.Preferences> preferences(District district) {
        return district.families().stream()
                .flatMap(family -> family.preferences().values().stream())
                .toList();
    }

    private static List<Own> own(District district) {
        return devices(district).stream()
                .filter(device -> device.stayLoggedIn() && !device.loggedOut())
                .flatMap(device -> device.choices().entrySet().stream()
                        .map(choice -> new Own(
                                choice.getKey(), choice.getValue(), byDefault(district, device, choice.getKey()))))
                .toList();
    }

    private static Choice byDefault(District district, Family.Device device, Category category) {
        return Optional.ofNullable(district.preferences(device.user())
                        .map(Family.Preferences::categories)
                        .map(chosen -> chosen.get(category))
                        .orElse(null))
                .orElse(Choice.OFF);
    }

    private static Stream<Family.Relationship> relationships(District district) {
        return district.families().stream()
                .flatMap(family -> family.guardians().values().stream())
                .flatMap(guardian -> guardian.of().values().stream());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void people_choose_for_all_of_their_devices_and_otherwise_for_some_A5(long seed) {
        District district = made(seed);
        assertThat(preferences(district)).hasSizeBetween(400, 520);
        assertThat(preferences(district).stream()
                        .flatMap(chosen -> chosen.categories().values().stream())
                        .filter(choice -> !choice.on()))
                .as("switched off for all devices")
                .hasSizeGreaterThan(50);
        assertThat(own(district).stream()
                        .filter(own -> !own.choice().on() && own.byDefault().on()))
                .as("opted out on a device")
                .hasSizeGreaterThan(80);
        assertThat(own(district).stream()
                        .filter(own -> own.choice().on() && !own.byDefault().on()))
                .as("on for a device alone")
                .hasSizeGreaterThan(80);
        assertThat(own(district).stream()
                        .filter(own -> own.choice().on()
                                && own.byDefault().on()
                                && !own.choice().equals(own.byDefault())))
                .as("another threshold on a device")
                .hasSizeGreaterThan(80);
        assertThat(count(district, device -> device.choices().isEmpty()))
                .as("follow the default alone")
                .isGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_is_mandatory_had_been_switched_off_by_some_and_had_a_threshold_for_others_I43(long seed) {
        District district = made(seed);
        for (Category category : SampleDistrict.MANDATORY) {
            assertThat(own(district).stream()
                            .filter(own ->
                                    own.category() == category && !own.choice().on()))
                    .as(category.name())
                    .hasSizeGreaterThan(20);
        }
        assertThat(own(district).stream()
                        .filter(own -> own.category() == Category.ASSIGNMENTS
                                && own.choice().below() != null))
                .hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_few_phones_are_older_than_what_the_district_asks_and_no_tablet_is_A17(long seed) {
        District district = made(seed);
        assertThat(devices(district)).allMatch(device -> device.handset() != null);
        assertThat(devices(district).stream()
                        .filter(device -> !district.supports(device))
                        .map(Family.Device::handset))
                .hasSizeBetween(DEVICES / 50, DEVICES / 10)
                .allMatch(handset -> handset != null && handset.deviceClass().equals("PHONE"))
                .extracting(handset -> handset == null ? "" : handset.osVersion())
                .containsOnly("15.8", "12");
        assertThat(devices(district).stream().map(Family.Device::handset))
                .as("a tablet of the same age")
                .anyMatch(handset -> handset != null
                        && handset.deviceClass().equals("TABLET")
                        && handset.osVersion().equals("15.8"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sessions_permissions_and_relationships_silence_some_A7_A9(long seed) {
        District district = made(seed);
        assertThat(count(district, Family.Device::loggedOut)).isBetween(20L, 80L);
        assertThat(count(district, device -> !device.stayLoggedIn())).isBetween(50L, 130L);
        assertThat(count(district, device -> device.permission() == Permission.DENIED))
                .isBetween(50L, 130L);
        assertThat(count(district, device -> device.before() != null)).isBetween(15L, 70L);
        assertThat(relationships(district).filter(tie -> !tie.portal())).hasSizeGreaterThan(30);
        assertThat(relationships(district).filter(Family.Relationship::restricted))
                .hasSizeGreaterThan(5);
        assertThat(relationships(district)
                        .filter(tie -> tie.ends() != null && tie.ends().offset() < 0))
                .as("expired")
                .hasSizeGreaterThan(10);
        assertThat(relationships(district)
                        .filter(tie -> tie.starts() != null && tie.starts().offset() > 0))
                .as("not begun")
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_decides_nothing_of_changes_yet_is_chosen_all_the_same_B3_C7_I44(long seed) {
        District district = made(seed);
        assertThat(count(district, device -> !device.officeMessages())).isBetween(30L, 90L);
        assertThat(relationships(district).filter(tie -> !tie.officeMayWrite())).hasSizeGreaterThan(5);
        assertThat(preferences(district).stream().filter(chosen -> "es".equals(chosen.language())))
                .hasSizeGreaterThan(50);
        assertThat(preferences(district).stream().filter(Family.Preferences::detail))
                .hasSizeGreaterThan(80);
        assertThat(preferences(district).stream().filter(chosen -> chosen.quietHours() != null))
                .hasSizeGreaterThan(60);
    }
}
