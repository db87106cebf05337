package org.belltower.rules.compose;

import org.belltower.model.Category;

/// Title and body of a change notification. By default they carry no name, grade, score, balance or code (C7): what
/// happened is for the app to show, behind its sign-in.
public record Words(String title, String body) {
    public static Words about(Category category, Kind kind) {
        return new Words(category.label(), body(category, kind));
    }

    private static String body(Category category, Kind kind) {
        return switch (category) {
            case ASSIGNMENTS -> "An assignment was updated. Open the app to see it.";
            case GRADES -> "A grade was updated. Open the app to see it.";
            case ATTENDANCE ->
                kind == Kind.UPDATE
                        ? "Attendance was corrected. Open the app to see it."
                        : "Attendance was recorded. Open the app to see it.";
            case LUNCH_BALANCE -> "A lunch balance changed. Open the app to see it.";
            case RESPONSIVE_SCHEDULE -> "A responsive schedule changed. Open the app to see it.";
        };
    }
}
