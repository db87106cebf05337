package org.belltower.dispatch.apns;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.belltower.model.push.Push;
import org.belltower.model.wire.JsonCodec;

/// What Apple is given to carry: an alert with a sound, and under `belltower` what the app needs to open the right
/// place. Pure.
///
/// @param json the payload as it is sent
/// @param length in bytes
record ApnsPayload(String json, int length) {
    /// Apple's limit for everything but voice over IP ("Generating a remote notification").
    private static final int MOST_BYTES = 4_096;

    static ApnsPayload of(Push push) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = JsonCodec.mapper().createGenerator(bytes)) {
            write(push, json);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        byte[] written = bytes.getClearAndRelease();
        return new ApnsPayload(new String(written, StandardCharsets.UTF_8), written.length);
    }

    private static void write(Push push, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("aps");
        json.writeObjectFieldStart("alert");
        json.writeStringField("title", push.title());
        json.writeStringField("body", push.body());
        json.writeEndObject();
        json.writeStringField("sound", "default");
        json.writeEndObject();
        json.writeObjectFieldStart("belltower");
        json.writeStringField("push", push.id().toString());
        json.writeStringField("district", push.district().value());
        json.writeStringField("area", push.area().name());
        json.writeEndObject();
        json.writeEndObject();
    }

    boolean fits() {
        return length <= MOST_BYTES;
    }

    /// Without the text: it may hold names.
    @Override
    public String toString() {
        return "ApnsPayload[masked]";
    }
}
