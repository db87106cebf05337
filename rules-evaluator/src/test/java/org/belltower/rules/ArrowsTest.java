package org.belltower.rules;

import org.belltower.service.architecture.ServiceArrows;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private final ServiceArrows arrows = new ServiceArrows("org.belltower.rules");

    @Test
    void arrows_point_from_technology_to_feature_and_from_app_to_everything() {
        arrows.check();
    }

    @Test
    void what_decides_is_pure() {
        arrows.checkPure("compose");
        arrows.checkPure("gate", "threshold", "trigger");
        arrows.checkPure("trigger");
        arrows.checkPure("threshold", "trigger");
        arrows.checkPure("lane");
        arrows.checkPure("attendance", "compose", "trigger");
        arrows.checkPure("fanout", "attendance", "compose", "gate", "trigger");
    }
}
