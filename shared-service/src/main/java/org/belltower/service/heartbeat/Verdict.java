package org.belltower.service.heartbeat;

/// What is judged of one copy of a service, and why.
public enum Verdict {
    /// It was heard within the time, and its work goes on.
    BEATING(Status.ACTIVE),
    /// It is heard, and has yet to begin its work.
    STARTING(Status.INACTIVE),
    /// It is heard, and says that its work has stood still for too long.
    STALLED(Status.INACTIVE),
    /// It said goodbye.
    STOPPED(Status.INACTIVE),
    /// It was listened for long enough, and not heard.
    SILENT(Status.INACTIVE),
    /// It is known from before, and was not listened for long enough yet.
    LISTENING(Status.UNKNOWN),
    /// The judge itself cannot read Kafka.
    DEAF(Status.UNKNOWN);

    private final Status status;

    Verdict(Status status) {
        this.status = status;
    }

    /// "Service Status" (A12).
    public enum Status {
        ACTIVE,
        INACTIVE,
        UNKNOWN
    }

    public Status status() {
        return status;
    }
}
