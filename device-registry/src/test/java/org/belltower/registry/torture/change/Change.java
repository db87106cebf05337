package org.belltower.registry.torture.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What is changed. The more often the heavier.
public enum Change {
    REGISTER(12),
    ROTATE(4),
    PERMIT(5),
    RETIRE_TOKEN(2),
    LOG_OUT(4),
    LOG_OUT_ELSEWHERE(1),
    END_SESSIONS(2),
    FORGET_DEVICE(1),
    CHOOSE_ON_DEVICE(4),
    CHOOSE_BY_DEFAULT(2),
    RELATE(9),
    END_RELATIONSHIP(4),
    STUDENT(2),
    GUARDIAN(2),
    BULK(4),
    ERASE(2),
    FORGET_REMOVED(1),
    DISTRICT(1),
    MASTER_SWITCH(2),
    PORTAL_OPTIONS(2),
    SCHOOL(2),
    CALENDAR(1),
    RIGHTS(3),
    PLATFORM(2),
    APP(2),
    REMOVE_APP(1),
    CREDENTIAL(3),
    REMOVE_CREDENTIAL(1),
    REWRAP_CREDENTIAL(1);

    static final List<Change> BY_WEIGHT = byWeight();

    private final int weight;

    Change(int weight) {
        this.weight = weight;
    }

    private static List<Change> byWeight() {
        List<Change> changes = new ArrayList<>();
        for (Change change : values()) {
            changes.addAll(Collections.nCopies(change.weight, change));
        }
        return List.copyOf(changes);
    }
}
