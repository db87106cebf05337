package org.belltower.registry.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.belltower.registry.audit.postgres.PostgresAudit;
import org.belltower.registry.district.postgres.PostgresMasterSwitch;
import org.belltower.registry.district.postgres.PostgresPortalOptions;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.right.postgres.PostgresRights;

/// Builds what says who of the staff may do what, and who did.
@ApplicationScoped
class RightsWiring {
    @Produces
    @Singleton
    PostgresRights rights(DistrictTransactions transactions) {
        return new PostgresRights(transactions);
    }

    @Produces
    @Singleton
    PostgresMasterSwitch masterSwitch(DistrictTransactions transactions) {
        return new PostgresMasterSwitch(transactions);
    }

    @Produces
    @Singleton
    PostgresPortalOptions portalOptions(DistrictTransactions transactions) {
        return new PostgresPortalOptions(transactions);
    }

    @Produces
    @Singleton
    PostgresAudit audit(DistrictTransactions transactions) {
        return new PostgresAudit(transactions);
    }
}
