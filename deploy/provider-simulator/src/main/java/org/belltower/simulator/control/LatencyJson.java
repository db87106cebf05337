package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.belltower.simulator.script.Latency;

/// Latencies as JSON.
final class LatencyJson {

    static final long MOST_MILLIS = Duration.ofDays(1).toMillis();

    private LatencyJson() {}

    static Latency.Distribution read(Fields json) {
        Latency.Distribution latency = read(json, json.text("type"));
        json.requireNoOthers();
        return latency;
    }

    private static Latency.Distribution read(Fields json, String type) {
        return switch (type) {
            case "fixed" -> Latency.of(millis(json, "millis", 0));
            case "uniform" -> {
                Duration from = millis(json, "fromMillis", 0);
                yield Latency.uniform(from, millis(json, "toMillis", from.toMillis()));
            }
            case "lognormal" -> {
                Duration median = millis(json, "medianMillis", 1);
                yield Latency.lognormal(median, millis(json, "p99Millis", median.toMillis()));
            }
            default -> throw ControlProblem.field(json.path("type"), "must be fixed, uniform or lognormal");
        };
    }

    private static Duration millis(Fields json, String name, long least) {
        return Duration.ofMillis(json.integer(name, least, MOST_MILLIS));
    }

    static ObjectNode write(Latency.Distribution latency) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (latency) {
            case Latency.Fixed(Duration millis) -> json.put("type", "fixed").put("millis", millis.toMillis());
            case Latency.Uniform(Duration from, Duration to) ->
                json.put("type", "uniform").put("fromMillis", from.toMillis()).put("toMillis", to.toMillis());
            case Latency.Lognormal(Duration median, Duration p99) ->
                json.put("type", "lognormal")
                        .put("medianMillis", median.toMillis())
                        .put("p99Millis", p99.toMillis());
        };
    }
}
