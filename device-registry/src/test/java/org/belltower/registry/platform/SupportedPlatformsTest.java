package org.belltower.registry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.InvalidFieldException;
import org.belltower.registry.platform.Support.Cause;
import org.belltower.registry.platform.Support.NotTold;
import org.belltower.registry.platform.Support.Supported;
import org.belltower.registry.platform.Support.Unsupported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A17.
class SupportedPlatformsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Handset IPHONE = handset(Platform.IOS, DeviceClass.PHONE, "16.4");

    @Test
    void an_empty_table_supports_everything_also_what_nobody_told() {
        SupportedPlatforms empty = new SupportedPlatforms(Map.of());
        assertThat(empty.judge(IPHONE, TODAY)).isEqualTo(new Supported());
        assertThat(empty.judge(null, TODAY)).isEqualTo(new Supported());
    }

    @Test
    void a_table_whose_rows_have_all_not_begun_is_as_good_as_empty() {
        SupportedPlatforms table = new SupportedPlatforms(Map.of("later", ios(TODAY.plusDays(1), "99")));
        assertThat(table.judge(IPHONE, TODAY)).isEqualTo(new Supported());
        assertThat(table.judge(null, TODAY)).isEqualTo(new Supported());
        assertThat(table.judge(IPHONE, TODAY.plusDays(1))).isEqualTo(new Unsupported(Cause.VERSION_TOO_LOW, "later"));
    }

    @Test
    void once_a_row_is_in_force_the_phone_must_be_told() {
        assertThat(new SupportedPlatforms(Map.of("now", ios(TODAY, "1"))).judge(null, TODAY))
                .isEqualTo(new NotTold());
    }

    @Test
    void what_no_row_in_force_is_about_is_not_supported() {
        SupportedPlatforms table =
                new SupportedPlatforms(Map.of("phones", ios(TODAY, "1"), "tablets", tablets(TODAY.plusDays(1))));
        assertThat(table.judge(handset(Platform.IOS, DeviceClass.TABLET, "18"), TODAY))
                .isEqualTo(new Unsupported(Cause.NOT_LISTED, null));
        assertThat(table.judge(handset(Platform.ANDROID, DeviceClass.PHONE, "15"), TODAY))
                .isEqualTo(new Unsupported(Cause.NOT_LISTED, null));
    }

    @Test
    void the_newest_row_that_has_begun_is_in_force_alone() {
        SupportedPlatforms table = new SupportedPlatforms(Map.of(
                "first", ios(TODAY.minusYears(1), "17"),
                "lowered", ios(TODAY, "16"),
                "next", ios(TODAY.plusDays(1), "18")));
        assertThat(table.judge(IPHONE, TODAY.minusDays(1))).isEqualTo(new Unsupported(Cause.VERSION_TOO_LOW, "first"));
        assertThat(table.judge(IPHONE, TODAY)).isEqualTo(new Supported());
        assertThat(table.judge(IPHONE, TODAY.plusDays(1))).isEqualTo(new Unsupported(Cause.VERSION_TOO_LOW, "next"));
    }

    @Test
    void a_model_and_a_size_of_screen_can_be_excluded_in_any_version() {
        SupportedPlatforms table = new SupportedPlatforms(Map.of(
                "row",
                new PlatformRule(
                        TODAY,
                        DeviceClass.PHONE,
                        Platform.IOS,
                        new OsVersion("15"),
                        Set.of("iPhone8,1"),
                        Set.of(new ScreenSize("640x1136")),
                        "Too small")));
        assertThat(table.judge(IPHONE, TODAY)).isEqualTo(new Supported());
        assertThat(table.judge(handset("iPhone8,1", "750x1334"), TODAY))
                .isEqualTo(new Unsupported(Cause.MODEL_EXCLUDED, "row"));
        assertThat(table.judge(handset("iPhone8,4", "1136x640"), TODAY))
                .isEqualTo(new Unsupported(Cause.SCREEN_EXCLUDED, "row"));
        assertThat(table.reason("row")).isEqualTo("Too small");
        assertThat(table.reason("none")).isNull();
    }

    @Test
    void a_row_begins_with_its_day_in_utc() {
        assertThat(SupportedPlatforms.day(Instant.parse("2026-11-20T23:59:59.999Z")))
                .isEqualTo(TODAY);
        assertThat(SupportedPlatforms.day(Instant.parse("2026-11-21T00:00:00Z")))
                .isEqualTo(TODAY.plusDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        "16.4, 17, true",
        "17, 17, false",
        "17.0, 17, false",
        "17, 17.0.0, false",
        "17, 17.0.1, true",
        "9, 10, true",
        "17.10, 17.9, false",
        "8.1.0, 8.1, false",
        "08, 8, false"
    })
    void versions_are_compared_number_by_number(String version, String minimum, boolean below) {
        assertThat(new OsVersion(version).isBelow(new OsVersion(minimum))).isEqualTo(below);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.", ".17", "17..2", "17a", "17-beta", "1234567890", "-1", "1.2.3.4.5.6.7"})
    void a_version_is_numbers_joined_by_dots(String text) {
        assertThatThrownBy(() -> new OsVersion(text)).isInstanceOf(InvalidFieldException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1170", "x2532", "0x1", "1170*2532", "1170x253212", "1170 x 2532"})
    void a_size_of_screen_is_two_numbers_of_pixels(String text) {
        assertThatThrownBy(() -> new ScreenSize(text)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void a_row_without_one_of_its_fields_is_refused_by_name() {
        for (String model : List.of("", " iPhone8,1")) {
            assertThatThrownBy(() -> new PlatformRule(
                            TODAY, DeviceClass.PHONE, Platform.IOS, new OsVersion("15"), Set.of(model), Set.of(), "x"))
                    .isInstanceOfSatisfying(
                            InvalidFieldException.class,
                            refused -> assertThat(refused.field()).isEqualTo("excludedModels"));
        }
    }

    private static PlatformRule ios(LocalDate since, String minimum) {
        return new PlatformRule(
                since, DeviceClass.PHONE, Platform.IOS, new OsVersion(minimum), Set.of(), Set.of(), "because");
    }

    private static PlatformRule tablets(LocalDate since) {
        return new PlatformRule(
                since, DeviceClass.TABLET, Platform.IOS, new OsVersion("1"), Set.of(), Set.of(), "because");
    }

    private static Handset handset(Platform platform, DeviceClass deviceClass, String version) {
        return new Handset(platform, deviceClass, new OsVersion(version), "model", new ScreenSize("1x2"));
    }

    private static Handset handset(String model, String screen) {
        return new Handset(Platform.IOS, DeviceClass.PHONE, new OsVersion("16.4"), model, new ScreenSize(screen));
    }
}
