package org.belltower.model;

/// A place in the app that a push can open (A16).
public enum Area {
    PLANNER,
    ASSIGNMENTS,
    ATTENDANCE,
    GRADES,
    SCHEDULE,
    SETTINGS,
    FOOD_SERVICE
}
