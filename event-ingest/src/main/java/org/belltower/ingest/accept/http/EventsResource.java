package org.belltower.ingest.accept.http;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.belltower.ingest.accept.CheckResult;
import org.belltower.ingest.accept.Intake;
import org.belltower.ingest.accept.IntakeListener;
import org.belltower.ingest.accept.IntakeResult;
import org.belltower.ingest.accept.Producer;
import org.belltower.ingest.cloudevents.CloudEvents;
import org.belltower.ingest.cloudevents.ContentMode;
import org.belltower.ingest.cloudevents.CountedBody;
import org.belltower.ingest.cloudevents.Limits;
import org.belltower.ingest.cloudevents.Reading;
import org.belltower.ingest.cloudevents.RequestReading;
import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.Caller;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Where producers hand in change events.
@Path("/v1/events")
@Tag(name = "events", description = "Change events from student information systems")
public class EventsResource {
    private final Caller caller;
    private final RequestPlaces places;
    private final BodyReader bodyReader;
    private final Limits limits;
    private final CloudEvents cloudEvents;
    private final QuotaGate quotas;
    private final Intake intake;
    private final IntakeListener listener;

    EventsResource(
            Caller caller,
            RequestPlaces places,
            BodyReader bodyReader,
            Limits limits,
            CloudEvents cloudEvents,
            QuotaGate quotas,
            Intake intake,
            IntakeListener listener) {
        this.caller = caller;
        this.places = places;
        this.bodyReader = bodyReader;
        this.limits = limits;
        this.cloudEvents = cloudEvents;
        this.quotas = quotas;
        this.intake = intake;
        this.listener = listener;
    }

    @POST
    @PermissionsAllowed("events.write")
    @RunOnVirtualThread
    @Operation(operationId = "postEvents", summary = "Hand in one change event, or a batch", description = """
                    The CloudEvents 1.0 HTTP binding: structured, batched, or binary (the attributes in `ce-` headers, the \
                    data in the body). An answer of 202 means that Kafka has acknowledged the events: they will not be \
                    lost. After a 503, and after a connection that broke, send the same events again with the same ids; \
                    a repeat notifies nobody.

                    An event is at most 64 KiB, a batch 1 MiB and 1,000 events; a client hands in at most 2,000 events a \
                    second, and 20,000 at once after a pause; unless configured otherwise.""")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/cloudevents+json",
                        schema = @Schema(ref = "Event"),
                        examples = {
                            @ExampleObject(name = "assignment-scored", ref = "assignment-scored"),
                            @ExampleObject(name = "assignment-missing", ref = "assignment-missing"),
                            @ExampleObject(name = "grade-posted", ref = "grade-posted"),
                            @ExampleObject(name = "grade-lettered", ref = "grade-lettered"),
                            @ExampleObject(name = "attendance-recorded", ref = "attendance-recorded"),
                            @ExampleObject(name = "lunch-balance-changed", ref = "lunch-balance-changed"),
                            @ExampleObject(name = "schedule-changed", ref = "schedule-changed")
                        }),
                @Content(mediaType = "application/cloudevents-batch+json", schema = @Schema(ref = "Batch")),
                @Content(
                        mediaType = "application/json",
                        schema =
                                @Schema(
                                        description =
                                                "The data alone: the attributes stand in headers ce-id, ce-type, ...",
                                        type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "202", description = "Kafka has acknowledged every event.")
    @APIResponse(
            responseCode = "200",
            description = "Of a batch, not every event was accepted: one entry an event, in the order of the batch.",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "BatchItems")))
    @APIResponse(responseCode = "400", ref = "Malformed")
    @APIResponse(responseCode = "401", ref = "NoToken")
    @APIResponse(responseCode = "403", ref = "NotAllowed")
    @APIResponse(responseCode = "408", ref = "TooSlow")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "OtherMediaType")
    @APIResponse(responseCode = "429", ref = "TooMany")
    @APIResponse(responseCode = "503", ref = "Away")
    public Response post(@Context HttpHeaders headers, InputStream body) {
        return handle(headers, body, (mode, producer, readings) -> {
            List<IntakeResult> results = intake.take(producer, readings);
            return mode == ContentMode.BATCH ? Answers.batch(results) : Answers.single(results.getFirst());
        });
    }

    @POST
    @Path("check")
    @PermissionsAllowed("events.write")
    @RunOnVirtualThread
    @Operation(
            operationId = "checkEvents",
            summary = "Ask what would become of an event, or a batch",
            description = """
                    As `POST /v1/events`, with the same checks of the event, its source and its district, and nothing is \
                    accepted: it is for trying out what a system sends. It needs no Kafka. It counts as handing in does.""")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "application/cloudevents+json", schema = @Schema(ref = "Event")),
                @Content(mediaType = "application/cloudevents-batch+json", schema = @Schema(ref = "Batch")),
                @Content(
                        mediaType = "application/json",
                        schema =
                                @Schema(
                                        description =
                                                "The data alone: the attributes stand in headers ce-id, ce-type, ...",
                                        type = SchemaType.OBJECT))
            })
    @APIResponse(
            responseCode = "200",
            description = "The event would be accepted. Of a batch: one entry an event, in the order of the batch, with"
                    + " 202 for each that would be.",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "BatchItems")))
    @APIResponse(responseCode = "400", ref = "Malformed")
    @APIResponse(responseCode = "401", ref = "NoToken")
    @APIResponse(responseCode = "403", ref = "NotAllowed")
    @APIResponse(responseCode = "408", ref = "TooSlow")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "OtherMediaType")
    @APIResponse(responseCode = "429", ref = "TooMany")
    public Response check(@Context HttpHeaders headers, InputStream body) {
        return handle(headers, body, (mode, producer, readings) -> {
            List<CheckResult> results = intake.check(producer, readings);
            return mode == ContentMode.BATCH ? Answers.checked(results) : Answers.checked(results.getFirst());
        });
    }

    /// What is done with the events of a request.
    @FunctionalInterface
    private interface Handling {
        Response of(ContentMode mode, Producer producer, List<Reading> readings);
    }

    private Response handle(HttpHeaders headers, InputStream body, Handling handling) {
        Producer producer = new Producer(caller.district(), caller.client(), caller.sources());
        ContentMode mode = ContentMode.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .orElseThrow(EventsResource::unsupported);
        if (declaredLength(headers) > limits.bodyBytes(mode)) {
            throw tooLarge(mode);
        }
        try (var _ = places.take(producer)) {
            byte[] bytes = bodyReader.read(body, limits.bodyBytes(mode)).orElseThrow(() -> tooLarge(mode));
            listener.received(bytes.length);
            CountedBody counted = cloudEvents.count(mode, headers.getRequestHeaders(), bytes);
            quotas.pass(producer, counted.events());
            return switch (counted.read()) {
                case RequestReading.Refused refused -> throw new ProblemException(refused.problem());
                case RequestReading.Events events -> handling.of(mode, producer, events.readings());
            };
        }
    }

    /// What the header says, so that a body that is too long need not be sent; 0 for a body sent in chunks.
    private static long declaredLength(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private ProblemException tooLarge(ContentMode mode) {
        return new ProblemException(CloudEvents.tooLarge(mode, limits));
    }

    private static ProblemException unsupported() {
        return new ProblemException(Problem.of(
                415,
                "Unsupported Media Type",
                "Content-Type must be application/cloudevents+json, application/cloudevents-batch+json,"
                        + " or application/json with ce- headers; in UTF-8."));
    }
}
