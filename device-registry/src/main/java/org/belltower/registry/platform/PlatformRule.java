package org.belltower.registry.platform;

import static org.belltower.model.InvalidFieldException.required;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// A row of the table of supported platforms (A17): what is asked of a platform's phones, or its tablets,
/// from a day on, until a row begins that is newer.
///
/// @param since the first day it holds; a day of UTC
/// @param minimum the lowest version that is supported
/// @param excludedModels models that are not supported in any version
/// @param excludedScreens sizes of screens that are not supported
/// @param reason for people: why
public record PlatformRule(
        LocalDate since,
        DeviceClass deviceClass,
        Platform platform,
        OsVersion minimum,
        Set<String> excludedModels,
        Set<ScreenSize> excludedScreens,
        String reason) {
    private static final int MOST_EXCLUDED = 500;
    private static final int LONGEST_MODEL = 255;
    private static final int LONGEST_REASON = 500;

    public PlatformRule {
        required("since", since);
        required("deviceClass", deviceClass);
        required("platform", platform);
        required("minimum", minimum);
        excludedModels = Collections.unmodifiableSet(new TreeSet<>(bounded("excludedModels", excludedModels)));
        excludedModels.forEach(model -> InvalidFieldException.text("excludedModels", model, LONGEST_MODEL));
        Set<ScreenSize> screens = new TreeSet<>(Comparator.comparing(ScreenSize::value));
        screens.addAll(bounded("excludedScreens", excludedScreens));
        excludedScreens = Collections.unmodifiableSet(screens);
        InvalidFieldException.text("reason", reason, LONGEST_REASON);
    }

    private static <T> List<T> bounded(String field, @Nullable Collection<T> given) {
        Collection<T> values = required(field, given);
        if (values.size() > MOST_EXCLUDED) {
            throw new InvalidFieldException(field, "must not be more than " + MOST_EXCLUDED);
        }
        values.forEach(value -> required(field, value));
        return new ArrayList<>(values);
    }

    boolean isAbout(Handset handset) {
        return platform == handset.platform() && deviceClass == handset.deviceClass();
    }
}
