package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.belltower.simulator.received.Provider;
import org.belltower.simulator.script.Latency;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.belltower.simulator.script.Script;

/// Rules of the script as JSON.
final class RuleJson {

    static final long MOST_LATENCY_MILLIS = Duration.ofDays(1).toMillis();

    private RuleJson() {}

    static Rule read(Fields body) {
        Match match = match(body.object("match"));
        Reply reply = reply(body.object("reply"));
        OptionalLong latency = body.optionalInteger("latencyMillis", 0, MOST_LATENCY_MILLIS);
        long times = body.optionalInteger("times", 1, Rule.FOREVER).orElse(Rule.FOREVER);
        body.requireNoOthers();
        Rule rule = Rule.when(match).reply(reply).times(times);
        return latency.isPresent() ? rule.after(Duration.ofMillis(latency.getAsLong())) : rule;
    }

    static ObjectNode write(Script.Standing standing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", standing.id());
        ObjectNode match = json.putObject("match");
        switch (standing.rule().match()) {
            case Match.Token(String token) -> match.put("token", token);
            case Match.App(String app) -> match.put("app", app);
            case Match.Of(Provider provider) -> match.put("provider", name(provider));
            case Match.Any() -> {
                // No field: everything matches.
            }
        }
        write(standing.rule().reply(), json.putObject("reply"));
        if (standing.rule().latency() instanceof Latency.Fixed(Duration latency)) {
            json.put("latencyMillis", latency.toMillis());
        }
        if (standing.rule().times() != Rule.FOREVER) {
            json.put("times", standing.rule().times()).put("remaining", standing.remaining());
        }
        return json;
    }

    static String name(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    static Provider provider(String field, String name) {
        for (Provider provider : Provider.values()) {
            if (name(provider).equals(name)) {
                return provider;
            }
        }
        throw ControlProblem.field(field, "must be apns or fcm");
    }

    private static Match match(Fields json) {
        Optional<String> token = json.optionalText("token");
        Optional<String> app = json.optionalText("app");
        Optional<String> provider = json.optionalText("provider");
        json.requireNoOthers();
        if ((token.isPresent() ? 1 : 0) + (app.isPresent() ? 1 : 0) + (provider.isPresent() ? 1 : 0) > 1) {
            throw ControlProblem.field("match", "names one of token, app and provider, or none for all pushes");
        }
        return token.map(Match::token)
                .or(() -> app.map(Match::app))
                .or(() -> provider.map(name -> Match.provider(provider("match.provider", name))))
                .orElseGet(Match::any);
    }

    private static Reply reply(Fields json) {
        String type = json.text("type");
        Reply reply = switch (type) {
            case "accept" -> Reply.accept();
            case "reject" -> reject(json);
            case "stall" -> Reply.stall();
            case "disconnect" -> Reply.disconnect();
            default -> throw ControlProblem.field("reply.type", "must be accept, reject, stall or disconnect");
        };
        json.requireNoOthers();
        return reply;
    }

    private static Reply reject(Fields json) {
        Reply.Reject reject = Reply.reject((int) json.integer("status", 400, 599), json.text("reason"));
        Optional<Instant> timestamp = json.optionalInstant("timestamp");
        if (timestamp.isPresent()) {
            reject = reject.since(timestamp.get());
        }
        Optional<String> field = json.optionalText("field");
        if (field.isPresent()) {
            reject = reject.naming(field.get());
        }
        for (var header : json.textMap("headers").entrySet()) {
            try {
                reject = reject.withHeader(header.getKey(), header.getValue());
            } catch (IllegalArgumentException e) {
                throw ControlProblem.field("reply.headers", "must have names of a-z, 0-9 and '-'");
            }
        }
        return reject;
    }

    private static void write(Reply reply, ObjectNode json) {
        switch (reply) {
            case Reply.Accept() -> json.put("type", "accept");
            case Reply.Stall() -> json.put("type", "stall");
            case Reply.Disconnect() -> json.put("type", "disconnect");
            case Reply.Reject reject -> {
                json.put("type", "reject").put("status", reject.status()).put("reason", reject.reason());
                Instant timestamp = reject.timestamp();
                if (timestamp != null) {
                    json.put("timestamp", timestamp.toString());
                }
                String field = reject.field();
                if (field != null) {
                    json.put("field", field);
                }
                if (!reject.headers().isEmpty()) {
                    reject.headers().forEach(json.putObject("headers")::put);
                }
            }
        }
    }
}
