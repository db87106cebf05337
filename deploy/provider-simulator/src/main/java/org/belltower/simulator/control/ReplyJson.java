package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.simulator.script.Reply;

/// Replies of the script as JSON.
final class ReplyJson {

    private ReplyJson() {}

    static Reply read(Fields json) {
        return switch (json.text("type")) {
            case "accept" -> Reply.accept();
            case "reject" -> reject(json);
            case "verbatim" -> verbatim(json);
            case "reset" -> {
                long errorCode = json.integer("errorCode", 0, 0xFFFF_FFFFL);
                yield checked("reply.errorCode", () -> Reply.reset(errorCode));
            }
            case "refuse" -> Reply.refuse();
            case "stall" -> Reply.stall();
            case "disconnect" -> Reply.disconnect();
            default ->
                throw ControlProblem.field(
                        "reply.type", "must be accept, reject, verbatim, reset, refuse, stall or disconnect");
        };
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
        Optional<Reply.Quota> quota = json.optionalName("quota", Reply.Quota.class);
        if (quota.isPresent()) {
            reject = reject.over(quota.get());
        }
        for (var header : json.textMap("headers").entrySet()) {
            Reply.Reject before = reject;
            reject = checked("reply.headers", () -> before.withHeader(header.getKey(), header.getValue()));
        }
        return reject;
    }

    private static Reply verbatim(Fields json) {
        int status = (int) json.integer("status", 200, 599);
        Map<String, String> headers = json.textMap("headers");
        String body = json.anyText("body");
        return checked("reply.headers", () -> Reply.verbatim(status, headers, body));
    }

    private static <T> T checked(String field, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw ControlProblem.field(field, String.valueOf(e.getMessage()));
        }
    }

    static void write(Reply reply, ObjectNode json) {
        switch (reply) {
            case Reply.Accept() -> json.put("type", "accept");
            case Reply.Stall() -> json.put("type", "stall");
            case Reply.Disconnect() -> json.put("type", "disconnect");
            case Reply.Refuse() -> json.put("type", "refuse");
            case Reply.Reset(long errorCode) -> json.put("type", "reset").put("errorCode", errorCode);
            case Reply.Verbatim verbatim -> {
                json.put("type", "verbatim").put("status", verbatim.status());
                writeHeaders(verbatim.headers(), json);
                json.put("body", verbatim.body());
            }
            case Reply.Reject reject -> write(reject, json);
        }
    }

    private static void write(Reply.Reject reject, ObjectNode json) {
        json.put("type", "reject").put("status", reject.status()).put("reason", reject.reason());
        Instant timestamp = reject.timestamp();
        if (timestamp != null) {
            json.put("timestamp", timestamp.toString());
        }
        String field = reject.field();
        if (field != null) {
            json.put("field", field);
        }
        Reply.Quota quota = reject.quota();
        if (quota != null) {
            json.put("quota", RuleJson.name(quota));
        }
        writeHeaders(reject.headers(), json);
    }

    private static void writeHeaders(Map<String, String> headers, ObjectNode json) {
        if (!headers.isEmpty()) {
            headers.forEach(json.putObject("headers")::put);
        }
    }
}
