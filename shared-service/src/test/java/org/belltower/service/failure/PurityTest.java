package org.belltower.service.failure;

import org.belltower.service.architecture.ServiceArrows;
import org.junit.jupiter.api.Test;

class PurityTest {
    @Test
    void what_the_cores_may_use_is_pure_itself() {
        new ServiceArrows("org.belltower.service").checkPure("failure");
        new ServiceArrows("org.belltower.service").checkPure("heartbeat");
    }
}
