package org.belltower.simulator.control;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.belltower.simulator.control.ControlRoutes.ControlAnswer;
import org.belltower.simulator.control.ControlRoutes.Route;
import org.belltower.simulator.fault.Drip;
import org.belltower.simulator.fault.Flow;
import org.belltower.simulator.fault.GoAway;
import org.belltower.simulator.fault.Greeting;
import org.belltower.simulator.fault.StreamLimit;
import org.belltower.simulator.http2.ConnectionFaults;
import org.belltower.simulator.http2.ProviderServer;
import org.belltower.simulator.received.Provider;

/// What the control API can do to connections: see the module's README for each call.
final class FaultRoutes {

    private static final long MOST_ERROR_CODE = 0xFFFF_FFFFL;

    private final Controlled simulator;

    FaultRoutes(Controlled simulator) {
        this.simulator = simulator;
    }

    List<Route> routes() {
        return List.of(
                new Route("PUT", "/v1/connections/{}", this::accept),
                new Route("POST", "/v1/connections/{}/goaway", this::goAway),
                new Route("DELETE", "/v1/connections/{}/goaway", this::stopGoAway),
                new Route("PUT", "/v1/connections/{}/streams", this::streams),
                new Route("PUT", "/v1/connections/{}/greeting", this::greeting),
                new Route("PUT", "/v1/connections/{}/flow", this::flow));
    }

    private ControlAnswer accept(ControlRequest request) {
        Fields body = request.fields();
        boolean accept = body.bool("accept");
        body.requireNoOthers();
        ProviderServer server = server(request);
        if (accept) {
            server.open();
        } else {
            server.shut();
        }
        return ControlAnswer.done();
    }

    private ControlAnswer goAway(ControlRequest request) {
        ConnectionFaults faults = server(request).faults();
        Fields body = request.fields();
        GoAway told = new GoAway(
                (int) body.optionalInteger("unprocessed", 0, 1_000_000).orElse(0),
                body.optionalInteger("errorCode", 0, MOST_ERROR_CODE).orElse(0));
        OptionalLong everyMillis = body.optionalInteger("everyMillis", 1, LatencyJson.MOST_MILLIS);
        body.requireNoOthers();
        if (everyMillis.isPresent()) {
            faults.goAwayEvery(Duration.ofMillis(everyMillis.getAsLong()), told);
        } else {
            faults.goAway(told);
        }
        return ControlAnswer.done();
    }

    private ControlAnswer stopGoAway(ControlRequest request) {
        server(request).faults().stopGoAway();
        return ControlAnswer.done();
    }

    private ControlAnswer streams(ControlRequest request) {
        ConnectionFaults faults = server(request).faults();
        Fields body = request.fields();
        StreamLimit limit = new StreamLimit(
                (int) body.integer("streams", 1, Integer.MAX_VALUE),
                body.optionalBool("oneUntilAccepted", false),
                body.optionalBool("oneAfterDeadToken", false));
        body.requireNoOthers();
        faults.streams(limit);
        return ControlAnswer.done();
    }

    private ControlAnswer greeting(ControlRequest request) {
        ConnectionFaults faults = server(request).faults();
        Fields body = request.fields();
        Greeting greeting = body.optionalName("greeting", Greeting.class)
                .orElseThrow(() -> ControlProblem.field("greeting", "is required"));
        long times = body.optionalInteger("times", 1, ConnectionFaults.FOREVER).orElse(ConnectionFaults.FOREVER);
        body.requireNoOthers();
        faults.greet(greeting, times);
        return ControlAnswer.done();
    }

    private ControlAnswer flow(ControlRequest request) {
        ConnectionFaults faults = server(request).faults();
        Fields body = request.fields();
        String flow = body.text("flow");
        switch (flow) {
            case "free" -> {
                body.requireNoOthers();
                faults.flow(Flow.free());
            }
            case "drip" -> {
                Drip drip = RuleJson.drip(body);
                faults.flow(Flow.dripping(drip));
            }
            case "none" -> {
                body.requireNoOthers();
                faults.flow(Flow.none());
            }
            default -> throw ControlProblem.field("flow", "must be free, drip or none");
        }
        return ControlAnswer.done();
    }

    private ProviderServer server(ControlRequest request) {
        Provider provider = RuleJson.provider("provider", request.captured());
        return Objects.requireNonNull(simulator.servers().get(provider));
    }
}
