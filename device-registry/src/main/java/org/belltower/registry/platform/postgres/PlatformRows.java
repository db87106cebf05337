package org.belltower.registry.platform.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.registry.platform.DeviceClass;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.OsVersion;
import org.belltower.registry.platform.Platform;
import org.belltower.registry.platform.PlatformRule;
import org.belltower.registry.platform.ScreenSize;
import org.belltower.registry.platform.Support;
import org.belltower.registry.platform.SupportedPlatforms;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The table of supported platforms and what devices have of it, in the handle's transaction and district.
public final class PlatformRows {
    static final String RULE = "id, since, device_class, platform, minimum, excluded_models, excluded_screens, reason";

    private PlatformRows() {}

    /// What of the table is in force on the day: at most a row for each platform and device class, however many there
    /// were before and are to come. It judges by that day as the whole table does.
    public static SupportedPlatforms inForce(Handle handle, LocalDate today) {
        return table(handle.createQuery("SELECT DISTINCT ON (platform, device_class) " + RULE + """
                         FROM supported_platform WHERE since <= :today
                        ORDER BY platform, device_class, since DESC
                        """)
                .bind("today", today));
    }

    private static SupportedPlatforms table(Query rows) {
        return new SupportedPlatforms(rows.map((row, _) -> Map.entry(row.getString("id"), rule(row))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    static PlatformRule rule(ResultSet row) throws SQLException {
        return new PlatformRule(
                row.getObject("since", LocalDate.class),
                DeviceClass.valueOf(row.getString("device_class")),
                Platform.valueOf(row.getString("platform")),
                new OsVersion(row.getString("minimum")),
                texts(row.getArray("excluded_models"), Function.identity()),
                texts(row.getArray("excluded_screens"), ScreenSize::new),
                row.getString("reason"));
    }

    private static <T> Set<T> texts(Array array, Function<String, T> read) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(read).collect(Collectors.toSet());
    }

    /// @param row of the table device; empty if nobody told
    public static Optional<Handset> handset(ResultSet row) throws SQLException {
        String platform = row.getString("platform");
        return platform == null
                ? Optional.empty()
                : Optional.of(new Handset(
                        Platform.valueOf(platform),
                        DeviceClass.valueOf(row.getString("device_class")),
                        new OsVersion(row.getString("os_version")),
                        row.getString("model"),
                        new ScreenSize(row.getString("screen"))));
    }

    /// @param row of the table device; empty if it is not marked
    public static Optional<Support.Unsupported> unsupported(ResultSet row) throws SQLException {
        String cause = row.getString("unsupported_cause");
        return cause == null
                ? Optional.empty()
                : Optional.of(new Support.Unsupported(Support.Cause.valueOf(cause), row.getString("unsupported_rule")));
    }

    /// Binds `:platform`, `:deviceClass`, `:osVersion`, `:model` and `:screen`.
    public static void bind(SqlStatement<?> statement, @Nullable Handset handset) {
        statement
                .bind("platform", handset == null ? null : handset.platform().name())
                .bind(
                        "deviceClass",
                        handset == null ? null : handset.deviceClass().name())
                .bind("osVersion", handset == null ? null : handset.osVersion().value())
                .bind("model", handset == null ? null : handset.model())
                .bind("screen", handset == null ? null : handset.screen().value());
    }

    /// Binds `:unsupportedCause` and `:unsupportedRule`.
    public static void bind(SqlStatement<?> statement, Support.@Nullable Unsupported unsupported) {
        statement
                .bind(
                        "unsupportedCause",
                        unsupported == null ? null : unsupported.cause().name())
                .bind("unsupportedRule", unsupported == null ? null : unsupported.rule());
    }
}
