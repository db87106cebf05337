package org.belltower.registry.app;

/// Every metric of this service's own.
enum RegistryMetric {
    MARKS_WAITING("belltower.registry.marks.waiting", "Changes that are not published yet"),
    MARKS_OLDEST("belltower.registry.marks.oldest", "How long the oldest of them has waited, in seconds"),
    MARKS_PUBLISHED("belltower.registry.marks.published", "Changes whose publication Kafka acknowledged"),
    RECORDS_PUBLISHED("belltower.registry.records.published", "Records and tombstones in those publications"),
    AUDIENCES_WITHHELD(
            "belltower.registry.audiences.withheld", "Audiences too large for a record, published without members"),
    REVOCATIONS_WITHHELD(
            "belltower.registry.revocations.withheld",
            "Revocations too large for a record, published as denying everybody of the student"),
    RELAY_BATCH("belltower.registry.relay.batch", "From a batch's claim to its marks' deletion"),
    RELAY_FAILED("belltower.registry.relay.failed", "Batches that could not be published and are tried again"),
    TOKENS_SETTLED("belltower.registry.tokens.settled", "Dead and refused tokens, by what came of them"),
    TOKENS_CLEARED("belltower.registry.tokens.cleared", "Tokens that were suspect and were taken again"),
    OUTCOMES_FAILED("belltower.registry.outcomes.failed", "Outcomes that could not be settled and are tried again"),
    DEVICES_MARKED(
            "belltower.registry.devices.marked",
            "Devices marked as not supported, or unmarked, after a change or by date"),
    SWEEPS_FAILED("belltower.registry.sweeps.failed", "Looks at devices that failed and are tried again"),
    DEAD_LETTERS("belltower.registry.deadletters", "Records that nobody can read");

    private final String metric;
    private final String description;

    RegistryMetric(String metric, String description) {
        this.metric = metric;
        this.description = description;
    }

    String metric() {
        return metric;
    }

    String description() {
        return description;
    }
}
