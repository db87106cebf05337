package org.belltower.dispatch.deferral;

class InMemoryDeferralTableTest implements DeferralTableContract {
    private final DeferralTable table = new InMemoryDeferralTable();

    @Override
    public DeferralTable table() {
        return table;
    }
}
