package org.belltower.registry.app;

import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.service.identity.Actor;
import org.belltower.service.identity.Caller;

/// Who a write is done for: the caller, or where nobody calls the service itself. Thread-safe.
@Singleton
class RequestActor implements Supplier<Actor> {
    private final Caller caller;

    /// @param caller stands for the caller of whichever request is under way
    RequestActor(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Actor get() {
        boolean called = Arc.container().requestContext().isActive() && caller.hasToken();
        return called ? caller.actor() : DistrictTransactions.SERVICE;
    }
}
