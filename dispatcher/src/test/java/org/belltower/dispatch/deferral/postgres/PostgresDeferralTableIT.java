package org.belltower.dispatch.deferral.postgres;

import org.belltower.dispatch.deferral.DeferralTable;
import org.belltower.dispatch.deferral.DeferralTableContract;
import org.junit.jupiter.api.BeforeEach;

class PostgresDeferralTableIT implements DeferralTableContract {
    private static final GivenTable GIVEN = GivenTable.fresh();

    @BeforeEach
    void empty() {
        GIVEN.empty();
    }

    @Override
    public DeferralTable table() {
        return GIVEN.table();
    }
}
