package org.belltower.ingest.accept.micrometer;

/// Every metric of event-ingest's own. Tags are bounded: `status` is the HTTP status of an event.
public enum IngestMetric {
    EVENTS("belltower.ingest.events", "Events by the status they were answered with: 202 is accepted"),
    REQUEST_SIZE("belltower.ingest.request.size", "The bodies of requests, in bytes"),
    APPEND_TIME("belltower.ingest.append", "From handing a request's events to Kafka until it has answered for all"),
    APPEND_EVENTS("belltower.ingest.append.events", "How many events a request handed to Kafka"),
    REQUESTS_TURNED_AWAY("belltower.ingest.requests.turned.away", "Requests refused because too many were under way");

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
