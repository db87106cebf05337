package org.belltower.simulator.apns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/// The checks of a payload.
///
/// Source: Apple, *Generating a remote notification*: at most 4096 bytes, 5120 for a VoIP push; a JSON dictionary
/// with `aps` (not for `mdm`).
/// <https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification>. Apple names no
/// reason for a payload that is no such dictionary; the simulator says `PayloadEmpty`, as there is nothing to show.
final class ApnsPayload {

    static final int MAX_BYTES = 4096;
    static final int MAX_VOIP_BYTES = 5120;

    private static final JsonFactory JSON = new JsonFactory();

    private ApnsPayload() {}

    static Optional<ApnsReason> refusalOf(byte[] kept, long length, ApnsRequest request) {
        if (length == 0) {
            return Optional.of(ApnsReason.PAYLOAD_EMPTY);
        }
        if (length > (request.isOfType("voip") ? MAX_VOIP_BYTES : MAX_BYTES)) {
            return Optional.of(ApnsReason.PAYLOAD_TOO_LARGE);
        }
        return isNotification(kept, request.isOfType("mdm")) ? Optional.empty() : Optional.of(ApnsReason.PAYLOAD_EMPTY);
    }

    private static boolean isNotification(byte[] payload, boolean withoutAps) {
        boolean aps = withoutAps;
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals("aps");
                aps |= parser.nextToken() == JsonToken.START_OBJECT && named;
                parser.skipChildren();
            }
            return aps && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
