package org.belltower.model;

/// A place that an app may have, and that a push can open there (A16).
public enum Area {
    PLANNER,
    ASSIGNMENTS,
    ATTENDANCE,
    GRADES,
    SCHEDULE,
    SETTINGS,
    FOOD_SERVICE
}
