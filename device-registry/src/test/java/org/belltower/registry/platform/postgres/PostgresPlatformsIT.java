package org.belltower.registry.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.platform.DeviceClass;
import org.belltower.registry.platform.OsVersion;
import org.belltower.registry.platform.Platform;
import org.belltower.registry.platform.PlatformChange;
import org.belltower.registry.platform.PlatformRule;
import org.belltower.registry.platform.SupportedPlatforms;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.right.RowRights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A17: the table is bounded, and judging by it reads what is in force.
class PostgresPlatformsIT {
    private static final RegistryDatabase DATABASE = new RegistryDatabase();
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    private final DistrictId north =
            new DistrictId("d-" + UUID.randomUUID().toString().substring(0, 8));
    private final DistrictTransactions transactions = DATABASE.transactions();
    private final PostgresPlatforms platforms = new PostgresPlatforms(transactions, () -> {});

    @BeforeEach
    void settle() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
    }

    private void put(String id, PlatformRule rule) {
        assertThat(platforms.put(north, id, rule, RowRights.ALL)).isEqualTo(PlatformChange.DONE);
    }

    @Test
    void A17_a_table_has_at_most_so_many_rows_and_each_of_them_may_still_be_changed() {
        for (int row = 0; row < PostgresPlatforms.MOST_ROWS; row++) {
            put("row-" + row, rule(Platform.IOS, row, "17"));
        }

        assertThatThrownBy(() -> platforms.put(north, "more", rule(Platform.ANDROID, 0, "12"), RowRights.ALL))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("id"));
        put("row-7", rule(Platform.IOS, 7, "18"));
        platforms.delete(north, "row-8");
        put("more", rule(Platform.ANDROID, 0, "12"));
    }

    @Test
    void A17_of_the_table_only_the_rows_in_force_are_read() {
        put("ios-old", rule(Platform.IOS, 0, "15"));
        put("ios-now", rule(Platform.IOS, 10, "16"));
        put("ios-next", rule(Platform.IOS, 20, "17"));
        put("android", rule(Platform.ANDROID, 10, "12"));

        assertThat(inForce(-1)).isEmpty();
        assertThat(inForce(0)).containsOnlyKeys("ios-old");
        assertThat(inForce(10)).containsOnlyKeys("ios-now", "android");
        assertThat(inForce(19)).containsOnlyKeys("ios-now", "android");
        assertThat(inForce(20))
                .containsOnlyKeys("ios-next", "android")
                .containsEntry("ios-next", rule(Platform.IOS, 20, "17"));
    }

    private Map<String, PlatformRule> inForce(int day) {
        SupportedPlatforms table =
                transactions.read(north, handle -> PlatformRows.inForce(handle, FIRST.plusDays(day)));
        return table.rules();
    }

    private static PlatformRule rule(Platform platform, int day, String minimum) {
        return new PlatformRule(
                FIRST.plusDays(day),
                DeviceClass.PHONE,
                platform,
                new OsVersion(minimum),
                Set.of(),
                Set.of(),
                "for security");
    }
}
