package org.belltower.dispatch;

import org.belltower.service.architecture.ServiceArrows;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private final ServiceArrows arrows = new ServiceArrows("org.belltower.dispatch");

    @Test
    void arrows_point_from_technology_to_feature_and_from_app_to_everything() {
        arrows.check();
    }

    @Test
    void the_cores_are_pure() {
        arrows.checkPure("consume");
        arrows.checkPure("flow", "limit", "breaker");
        arrows.checkPure("limit");
        arrows.checkPure("breaker");
        arrows.checkPure("outcome", "consume");
        arrows.checkPure("binding", "replica");
        arrows.checkPure("settings", "replica");
        arrows.checkPure("revocation", "replica");
        arrows.checkPure("replica");
    }
}
