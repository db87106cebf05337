package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.belltower.simulator.received.Answer;
import org.belltower.simulator.received.Counts;
import org.belltower.simulator.received.PushRecord;
import org.belltower.simulator.received.ReceivedPush;
import org.jspecify.annotations.Nullable;

/// The record of what was received as JSON. What a request did not carry is left out.
final class ReceivedJson {

    private ReceivedJson() {}

    static ObjectNode write(PushRecord.Page page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode pushes = json.putArray("pushes");
        page.pushes().forEach(push -> pushes.add(write(push)));
        return json.put("next", page.next()).put("missed", page.missed());
    }

    static ObjectNode write(ReceivedPush push) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sequence", push.sequence())
                .put("arrivedAt", push.arrivedAt().toString())
                .put("provider", RuleJson.name(push.provider()));
        putIfPresent(json, "token", push.token());
        putIfPresent(json, "pushId", push.pushId());
        putIfPresent(json, "collapseId", push.collapseId());
        putIfPresent(json, "app", push.app());
        putIfPresent(json, "priority", push.priority());
        putIfPresent(json, "expiration", push.expiration());
        json.put("payload", push.payload());
        switch (push.answer()) {
            case Answer.Accepted() -> json.put("answer", "accepted").put("status", 200);
            case Answer.Rejected(int status, String reason) ->
                json.put("answer", "rejected").put("status", status).put("reason", reason);
            case Answer.Reset(long errorCode) -> json.put("answer", "reset").put("errorCode", errorCode);
            case Answer.Stalled() -> json.put("answer", "stalled");
            case Answer.Disconnected() -> json.put("answer", "disconnected");
        }
        putIfPresent(json, "keyId", push.keyId());
        putIfPresent(json, "certificate", push.certificate());
        return json.put("connection", push.connection()).put("stream", push.stream());
    }

    private static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static ObjectNode write(Counts counts) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("received", counts.received())
                .put("accepted", counts.accepted())
                .put("stalled", counts.stalled())
                .put("disconnected", counts.disconnected())
                .put("reset", counts.reset())
                .put("unprocessed", counts.unprocessed());
        counts.rejected().forEach(json.putObject("rejected")::put);
        return json;
    }
}
