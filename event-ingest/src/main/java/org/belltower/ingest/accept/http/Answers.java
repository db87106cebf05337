package org.belltower.ingest.accept.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.belltower.ingest.accept.CheckResult;
import org.belltower.ingest.accept.IntakeResult;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;
import org.belltower.service.kafka.KafkaUnavailableException;

/// Says over HTTP what became of a request's events. 202 stands only for events that Kafka has acknowledged.
final class Answers {
    private static final int ACCEPTED = 202;

    private Answers() {}

    /// @throws ProblemException if the event was refused
    /// @throws KafkaUnavailableException if it was not acknowledged
    static Response single(IntakeResult result) {
        return switch (result) {
            case IntakeResult.Accepted _ -> Response.accepted().build();
            case IntakeResult.Refused refused -> throw new ProblemException(refused.problem());
            case IntakeResult.Unacknowledged _ -> throw unacknowledged();
        };
    }

    /// 202 if all were accepted, else an entry an event.
    ///
    /// @throws KafkaUnavailableException if Kafka acknowledged none, so that the whole batch is worth sending again
    static Response batch(List<IntakeResult> results) {
        if (results.stream().allMatch(IntakeResult.Accepted.class::isInstance)) {
            return Response.accepted().build();
        }
        if (results.stream().anyMatch(IntakeResult.Unacknowledged.class::isInstance)
                && results.stream().noneMatch(IntakeResult.Accepted.class::isInstance)) {
            throw unacknowledged();
        }
        List<BatchItem> items = new ArrayList<>(results.size());
        for (int index = 0; index < results.size(); index++) {
            items.add(item(index, results.get(index)));
        }
        return Response.ok(JsonCodec.write(items), MediaType.APPLICATION_JSON).build();
    }

    /// 200 if it would be accepted.
    ///
    /// @throws ProblemException if it would be refused
    static Response checked(CheckResult result) {
        return switch (result) {
            case CheckResult.Acceptable _ -> Response.ok().build();
            case CheckResult.Refused refused -> throw new ProblemException(refused.problem());
        };
    }

    /// An entry an event: 202 if it would be accepted.
    static Response checked(List<CheckResult> results) {
        List<BatchItem> items = new ArrayList<>(results.size());
        for (int index = 0; index < results.size(); index++) {
            items.add(item(index, results.get(index)));
        }
        return Response.ok(JsonCodec.write(items), MediaType.APPLICATION_JSON).build();
    }

    private static BatchItem item(int index, CheckResult result) {
        return switch (result) {
            case CheckResult.Acceptable acceptable -> new BatchItem(index, acceptable.id(), ACCEPTED, null);
            case CheckResult.Refused refused ->
                new BatchItem(index, refused.id(), refused.problem().status(), refused.problem());
        };
    }

    private static BatchItem item(int index, IntakeResult result) {
        return switch (result) {
            case IntakeResult.Accepted accepted -> new BatchItem(index, accepted.id(), ACCEPTED, null);
            case IntakeResult.Refused refused ->
                new BatchItem(index, refused.id(), refused.problem().status(), refused.problem());
            case IntakeResult.Unacknowledged unacknowledged ->
                new BatchItem(
                        index,
                        unacknowledged.id(),
                        503,
                        Problem.of(503, "Service Unavailable", "Kafka did not acknowledge the event; send it again."));
        };
    }

    private static KafkaUnavailableException unacknowledged() {
        return new KafkaUnavailableException("no event of a request was acknowledged");
    }
}
