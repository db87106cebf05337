package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.belltower.simulator.http2.ProviderServer;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.received.PushRecord;
import org.belltower.simulator.received.ReceivedPush;

/// What the control API can do, apart from credentials: see the module's README for each call.
final class ControlRoutes {

    /// What one method on one path does.
    ///
    /// @param pattern the path; `{}` stands for one segment of any text
    record Route(String method, String pattern, Handler handler) {}

    /// Serves one request.
    @FunctionalInterface
    interface Handler {
        ControlAnswer handle(ControlRequest request);
    }

    /// What an answer carries.
    sealed interface Body {
        /// Nothing.
        record None() implements Body {}

        /// A JSON text.
        record Json(JsonNode json) implements Body {}

        /// Comma-separated values, written as they are read.
        record Csv(Writer writer) implements Body {}
    }

    /// Writes a long body.
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /// A status, and a body unless it is 204.
    record ControlAnswer(int status, Body body) {
        static ControlAnswer ok(JsonNode body) {
            return new ControlAnswer(200, new Body.Json(body));
        }

        static ControlAnswer csv(Writer writer) {
            return new ControlAnswer(200, new Body.Csv(writer));
        }

        static ControlAnswer created(JsonNode body) {
            return new ControlAnswer(201, new Body.Json(body));
        }

        static ControlAnswer done() {
            return new ControlAnswer(204, new Body.None());
        }

        static ControlAnswer doneIf(boolean found, String what) {
            if (!found) {
                throw ControlProblem.notFound("there is no such " + what);
            }
            return done();
        }
    }

    private static final int USUAL_PAGE = 1_000;
    private static final int LARGEST_PAGE = 10_000;

    private final Controlled simulator;

    ControlRoutes(Controlled simulator) {
        this.simulator = simulator;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                new Route("GET", "/v1/health", _ -> health()),
                new Route("GET", "/v1/received", this::received),
                new Route("DELETE", "/v1/received", _ -> clearReceived()),
                new Route("GET", "/v1/ledger", this::ledger),
                new Route("GET", "/v1/counts", _ -> counts()),
                new Route("GET", "/v1/rules", _ -> rules()),
                new Route("POST", "/v1/rules", this::addRule),
                new Route("DELETE", "/v1/rules", _ -> clearRules()),
                new Route("DELETE", "/v1/rules/{}", this::removeRule),
                new Route("PUT", "/v1/latency", this::latency),
                new Route("POST", "/v1/reset", _ -> reset())));
        routes.addAll(new FaultRoutes(simulator).routes());
        routes.addAll(new CredentialRoutes(simulator).routes());
        return List.copyOf(routes);
    }

    private ControlAnswer health() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("status", "ready")
                .put("caCertificate", simulator.caCertificate().toString())
                .put("tokenUri", simulator.tokenUri())
                .put("latencyMillis", simulator.script().latency().at(0.5).toMillis())
                .put("seed", simulator.script().seed());
        json.set("latency", LatencyJson.write(simulator.script().latency()));
        for (Provider provider : Provider.values()) {
            json.putObject(RuleJson.name(provider))
                    .put("port", server(provider).port())
                    .put("accepting", server(provider).isOpen())
                    .put("connections", server(provider).connections())
                    .put("streams", server(provider).faults().streams().streams());
        }
        return ControlAnswer.ok(json);
    }

    private ControlAnswer received(ControlRequest request) {
        long since = request.parameter("since", 0, 0, Long.MAX_VALUE);
        int limit = (int) request.parameter("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        Predicate<ReceivedPush> wanted = _ -> true;
        Optional<Provider> provider = request.parameter("provider").map(name -> RuleJson.provider("provider", name));
        if (provider.isPresent()) {
            wanted = wanted.and(push -> push.provider() == provider.get());
        }
        Optional<String> token = request.parameter("token");
        if (token.isPresent()) {
            wanted = wanted.and(push -> token.get().equals(push.token()));
        }
        PushRecord.Page page = simulator.received().page(since, limit, wanted);
        return ControlAnswer.ok(ReceivedJson.write(page));
    }

    private ControlAnswer clearReceived() {
        simulator.received().clear();
        return ControlAnswer.done();
    }

    private ControlAnswer ledger(ControlRequest request) {
        long since = request.parameter("since", 0, 0, Long.MAX_VALUE);
        long limit = request.parameter("limit", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return ControlAnswer.csv(out -> LedgerCsv.write(simulator.received(), since, limit, out));
    }

    private ControlAnswer counts() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Provider provider : Provider.values()) {
            json.set(
                    RuleJson.name(provider),
                    ReceivedJson.write(simulator.received().counts(provider)));
        }
        return ControlAnswer.ok(json);
    }

    private ControlAnswer rules() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode rules = json.putArray("rules");
        simulator.script().rules().forEach(standing -> rules.add(RuleJson.write(standing)));
        return ControlAnswer.ok(json);
    }

    private ControlAnswer addRule(ControlRequest request) {
        long id = simulator.script().add(RuleJson.read(request.fields()));
        return ControlAnswer.created(JsonNodeFactory.instance.objectNode().put("id", id));
    }

    private ControlAnswer clearRules() {
        simulator.script().clear();
        return ControlAnswer.done();
    }

    private ControlAnswer removeRule(ControlRequest request) {
        try {
            return ControlAnswer.doneIf(simulator.script().remove(Long.parseLong(request.captured())), "rule");
        } catch (NumberFormatException e) {
            throw ControlProblem.notFound("there is no such rule");
        }
    }

    private ControlAnswer latency(ControlRequest request) {
        Fields body = request.fields();
        if (body.optionalText("type").isPresent()) {
            simulator.script().latency(LatencyJson.read(body));
        } else {
            long millis = body.integer("millis", 0, LatencyJson.MOST_MILLIS);
            body.requireNoOthers();
            simulator.script().latency(Duration.ofMillis(millis));
        }
        return ControlAnswer.done();
    }

    /// As after the start, but for keys, accounts and device tokens.
    private ControlAnswer reset() {
        simulator.script().reset();
        simulator.received().clear();
        for (ProviderServer server : simulator.servers().values()) {
            server.faults().clear();
            server.open();
        }
        return ControlAnswer.done();
    }

    private ProviderServer server(Provider provider) {
        return Objects.requireNonNull(simulator.servers().get(provider));
    }
}
