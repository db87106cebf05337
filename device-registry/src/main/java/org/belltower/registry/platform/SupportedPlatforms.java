package org.belltower.registry.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.belltower.registry.platform.Support.Cause;
import org.jspecify.annotations.Nullable;

/// A district's table of supported platforms, and what it says of a phone (A17). Pure.
///
/// For each platform and device class the newest row that has begun is in force, alone: it replaces the
/// rows before it. A table without a row in force supports everything. As soon as one is in force, what no
/// row in force is about is not supported.
///
/// @param rules by id
public record SupportedPlatforms(Map<String, PlatformRule> rules) {
    public SupportedPlatforms {
        rules = Map.copyOf(rules);
    }

    /// Rows begin with a day of UTC: a district's schools may lie in several zones, and a day more or less
    /// is nothing to a minimum version.
    public static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /// @param handset null if nobody told
    public Support judge(@Nullable Handset handset, LocalDate today) {
        if (newest(today, _ -> true).isEmpty()) {
            return new Support.Supported();
        }
        if (handset == null) {
            return new Support.NotTold();
        }
        return newest(today, rule -> rule.isAbout(handset))
                .map(rule -> judge(handset, rule.getKey(), rule.getValue()))
                .orElseGet(() -> new Support.Unsupported(Cause.NOT_LISTED, null));
    }

    private static Support judge(Handset handset, String id, PlatformRule rule) {
        if (handset.osVersion().isBelow(rule.minimum())) {
            return new Support.Unsupported(Cause.VERSION_TOO_LOW, id);
        }
        if (rule.excludedModels().contains(handset.model())) {
            return new Support.Unsupported(Cause.MODEL_EXCLUDED, id);
        }
        if (rule.excludedScreens().contains(handset.screen())) {
            return new Support.Unsupported(Cause.SCREEN_EXCLUDED, id);
        }
        return new Support.Supported();
    }

    /// No two rows about the same begin on one day; the id makes it sure.
    private Optional<Map.Entry<String, PlatformRule>> newest(LocalDate today, Predicate<PlatformRule> about) {
        return rules.entrySet().stream()
                .filter(rule -> !rule.getValue().since().isAfter(today) && about.test(rule.getValue()))
                .max(Comparator.comparing((Map.Entry<String, PlatformRule> rule) ->
                                rule.getValue().since())
                        .thenComparing(Map.Entry::getKey));
    }

    /// What stands in a row for people to read; null without a row.
    public @Nullable String reason(@Nullable String rule) {
        PlatformRule found = rule == null ? null : rules.get(rule);
        return found == null ? null : found.reason();
    }
}
