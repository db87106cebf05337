package org.belltower.dispatch.apns;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.belltower.dispatch.send.Notification;
import org.belltower.model.Area;
import org.belltower.model.wire.JsonCodec;

/// What Apple is given to carry: an alert with a sound, and under `belltower` what the app needs to open the right
/// place: its area if there is one, else the inbox item of the push. Pure.
///
/// @param json the payload as it is sent
/// @param length in bytes
record ApnsPayload(String json, int length) {
    /// Apple's limit for everything but voice over IP ("Generating a remote notification").
    private static final int MOST_BYTES = 4_096;

    static ApnsPayload of(Notification notification) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = JsonCodec.mapper().createGenerator(bytes)) {
            write(notification, json);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        byte[] written = bytes.getClearAndRelease();
        return new ApnsPayload(new String(written, StandardCharsets.UTF_8), written.length);
    }

    private static void write(Notification notification, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("aps");
        json.writeObjectFieldStart("alert");
        json.writeStringField("title", notification.text().title());
        json.writeStringField("body", notification.text().body());
        json.writeEndObject();
        json.writeStringField("sound", "default");
        json.writeEndObject();
        json.writeObjectFieldStart("belltower");
        json.writeStringField("push", notification.id().toString());
        json.writeStringField("district", notification.district().value());
        Area area = notification.area();
        if (area != null) {
            json.writeStringField("area", area.name());
        }
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
