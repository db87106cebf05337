package org.belltower.ingest.micrometer;

/// Every metric of event-ingest's own. Tags are bounded: `status` is the HTTP status of an event. Those of rows are
/// counted before the transaction commits: what an aborted transaction did is counted again.
public enum IngestMetric {
    EVENTS("belltower.ingest.events", "Events by the status they were answered with: 202 is accepted"),
    REQUEST_SIZE("belltower.ingest.request.size", "The bodies of requests, in bytes"),
    APPEND_TIME("belltower.ingest.append", "From handing a request's events to Kafka until it has answered for all"),
    APPEND_EVENTS("belltower.ingest.append.events", "How many events a request handed to Kafka"),
    REQUESTS_TURNED_AWAY("belltower.ingest.requests.turned.away", "Requests refused because too many were under way"),
    EVENTS_OVER_QUOTA(
            "belltower.ingest.events.over.quota",
            "Events of requests that were refused because their producer had used up its quota"),
    ROWS(
            "belltower.ingest.rows",
            "Entries of sources' logs, by what became of them: an event by its origin, filtered if they "
                    + "do not count for a mapping, waiting for a row that they refer to, gone with the row that they refer to"),
    RECORDS_PASSED_OVER(
            "belltower.ingest.records.passed.over", "Records of captured tables' topics that are about no row"),
    TABLES_TRUNCATED(
            "belltower.ingest.tables.truncated",
            "How often a table of which rows become events was emptied at once, of which nobody is told"),
    GENERATIONS("belltower.ingest.generations", "How often a source's log was found to begin anew"),
    DEAD_LETTERS("belltower.ingest.dead.letters", "Records of captured tables' topics that nobody can use");

    private final String metricName;
    private final String description;

    IngestMetric(String metricName, String description) {
        this.metricName = metricName;
        this.description = description;
    }

    public String metricName() {
        return metricName;
    }

    public String description() {
        return description;
    }
}
