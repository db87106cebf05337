package org.belltower.model;

/// The five things a family can be told about (A3), each with the tool that must be displayed for it (A10) and the
/// area of the app that a push opens (A16).
public enum Category {
    ASSIGNMENTS("Assignments", Tool.ASSIGNMENTS, Area.ASSIGNMENTS),
    GRADES("Grades", Tool.GRADES, Area.GRADES),
    ATTENDANCE("Attendance", Tool.ATTENDANCE, Area.ATTENDANCE),
    LUNCH_BALANCE("Lunch Balance", Tool.FOOD_SERVICE, Area.FOOD_SERVICE),
    RESPONSIVE_SCHEDULE("Responsive Schedule", Tool.SCHEDULE, Area.SCHEDULE);

    private final String label;
    private final Tool tool;
    private final Area area;

    Category(String label, Tool tool, Area area) {
        this.label = label;
        this.tool = tool;
        this.area = area;
    }

    /// The words of the settings page.
    public String label() {
        return label;
    }

    public Tool tool() {
        return tool;
    }

    public Area area() {
        return area;
    }

    /// Whether a threshold can be set (A6): Attendance and Responsive Schedule have none.
    public boolean takesThreshold() {
        return switch (this) {
            case ASSIGNMENTS, GRADES, LUNCH_BALANCE -> true;
            case ATTENDANCE, RESPONSIVE_SCHEDULE -> false;
        };
    }
}
