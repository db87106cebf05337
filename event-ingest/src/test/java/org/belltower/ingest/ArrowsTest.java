package org.belltower.ingest;

import org.belltower.service.architecture.ServiceArrows;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private final ServiceArrows arrows = new ServiceArrows("org.belltower.ingest");

    @Test
    void arrows_point_from_technology_to_feature_and_from_app_to_everything() {
        arrows.check();
    }

    @Test
    void reading_and_deciding_are_pure() {
        arrows.checkPure("cloudevents");
        arrows.checkPure("accept", "cloudevents");
        arrows.checkPure("sis");
        arrows.checkPure("sis.mapping", "sis");
        arrows.checkPure("sis.mapper", "sis", "sis.mapping");
        arrows.checkPure("debezium", "sis");
    }
}
