package org.belltower.dispatch.apns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.belltower.model.push.Push;
import org.belltower.model.wire.JsonCodec;

/// What Apple is given to carry: an alert with a sound, and under `belltower` what the app needs to open the right
/// place. Pure.
///
/// @param json the payload as it is sent
record ApnsPayload(String json) {
    /// Apple's limit for everything but voice over IP ("Generating a remote notification").
    private static final int MOST_BYTES = 4_096;

    static ApnsPayload of(Push push) {
        ObjectNode payload = JsonCodec.mapper().createObjectNode();
        ObjectNode aps = payload.putObject("aps");
        aps.putObject("alert").put("title", push.title()).put("body", push.body());
        aps.put("sound", "default");
        payload.putObject("belltower")
                .put("push", push.id().toString())
                .put("district", push.district().value())
                .put("area", push.area().name());
        return new ApnsPayload(new String(JsonCodec.write(payload), StandardCharsets.UTF_8));
    }

    boolean fits() {
        return json.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /// Without the text: it may hold names.
    @Override
    public String toString() {
        return "ApnsPayload[masked]";
    }
}
