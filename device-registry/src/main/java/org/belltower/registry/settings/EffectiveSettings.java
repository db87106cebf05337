package org.belltower.registry.settings;

import java.util.List;
import java.util.Map;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.StudentId;
import org.belltower.registry.district.Language;
import org.belltower.registry.preference.QuietHours;
import org.jspecify.annotations.Nullable;

/// All that holds for a person on a device, whoever said it.
///
/// @param device whether the device can be told anything at all
/// @param areas active if it is for one of the students
/// @param students by id
/// @param quietHours null: none
public record EffectiveSettings(
        Activity device,
        Map<Category, EffectiveCategory> categories,
        Map<Area, Activity> areas,
        List<StudentSettings> students,
        boolean officeMessages,
        Language language,
        Detail detail,
        @Nullable QuietHours quietHours) {

    /// What is active for one student.
    public record StudentSettings(StudentId student, Map<Category, Activity> categories, Map<Area, Activity> areas) {}

    /// Detail in change notifications (C7).
    ///
    /// @param on both agree
    /// @param permitted the district does
    /// @param consented the person does
    public record Detail(boolean on, boolean permitted, boolean consented) {
        static Detail of(boolean permitted, boolean consented) {
            return new Detail(permitted && consented, permitted, consented);
        }
    }
}
