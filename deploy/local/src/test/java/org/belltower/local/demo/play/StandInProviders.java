package org.belltower.local.demo.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.belltower.local.demo.compare.WrittenEvidence;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.provider.Phone;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.JsonCodec;

/// The providers of a stand-in suite and its dispatcher in one: what they do not take waits, until its right is taken
/// away or they take everything again. Its methods are called one after the other.
final class StandInProviders {
    final ArrayNode received = JsonCodec.mapper().createArrayNode();
    final Map<Phone, Outcome> waiting = new ConcurrentHashMap<>();
    private final FirstDay day;
    private final Payloads payloads;
    private final Map<Phone, String> tokens;
    private final BiConsumer<Phone, Outcome> ended;
    private final Set<String> refused = new HashSet<>();

    /// What a phone is sent.
    @FunctionalInterface
    interface Payloads {
        String of(Provider provider, PushId push);
    }

    /// @param ended is told how a push ended
    StandInProviders(FirstDay day, Map<Phone, String> tokens, Payloads payloads, BiConsumer<Phone, Outcome> ended) {
        this.day = day;
        this.payloads = payloads;
        this.tokens = tokens;
        this.ended = ended;
    }

    /// `POST /v1/rules`.
    void refuse(JsonNode rule) {
        refused.add(rule.path("match").path("token").asText());
    }

    /// `DELETE /v1/rules`.
    void takeAll() {
        refused.clear();
        waiting.forEach(this::end);
        waiting.clear();
    }

    void send(Phone phone, Outcome outcome) {
        if (refused.contains(Objects.requireNonNull(tokens.get(phone)))) {
            receive(phone, outcome.push(), 503);
            waiting.put(phone, outcome);
        } else {
            end(phone, outcome);
        }
    }

    /// A device lost its right.
    void stop(Phone phone) {
        Outcome outcome = waiting.remove(phone);
        if (outcome != null) {
            end(phone, outcome);
        }
    }

    private void end(Phone phone, Outcome outcome) {
        if (outcome.result() instanceof Result.Accepted) {
            receive(phone, outcome.push(), 200);
        }
        ended.accept(phone, outcome);
    }

    void receive(Phone phone, PushId push, int status) {
        boolean apple =
                Objects.requireNonNull(day.district(phone.district()).devices().get(phone.device()))
                                .platform()
                        == Provider.APNS;
        received.addObject()
                .put("provider", apple ? "apns" : "fcm")
                .put("token", tokens.get(phone))
                .put("pushId", push.toString())
                .put("app", apple ? day.app().apns().topic() : day.app().fcm().project())
                .put("answer", status == 200 ? "accepted" : "rejected")
                .put("status", status)
                .put("arrivedAt", WrittenEvidence.NOON.toString())
                .put("payload", payloads.of(apple ? Provider.APNS : Provider.FCM, push));
    }

    /// `GET /v1/received`.
    String page(boolean first) {
        ObjectNode page = JsonCodec.mapper().createObjectNode().put("next", 1).put("missed", 0);
        page.set("pushes", first ? received : JsonCodec.mapper().createArrayNode());
        return page.toString();
    }
}
