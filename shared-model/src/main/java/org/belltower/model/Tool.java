package org.belltower.model;

/// A tool of the portal that a school's Display Options enable or not (A10).
public enum Tool {
    ASSIGNMENTS,
    GRADES,
    ATTENDANCE,
    FOOD_SERVICE,
    SCHEDULE
}
