package org.belltower.simulator.received;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request as it arrived, and what was decided about it. Immutable. What a request did not carry is null.
///
/// `toString` names neither token nor payload.
///
/// @param sequence 1 for the first request since the start or the last clearing of the record, without gaps
/// @param arrivedAt when the request was complete
/// @param provider where it arrived
/// @param token the device token
/// @param pushId APNs: `apns-id`, given by the sender or else by the simulator. FCM: `android.notification.tag`
/// @param collapseId APNs: `apns-collapse-id`. FCM: `android.collapse_key`
/// @param app APNs: the topic. FCM: the project
/// @param priority as written by the sender: `10`, `high`
/// @param expiration as written by the sender. APNs: seconds since the epoch. FCM: time to live, `3600s`
/// @param payload the body as text, at most as many bytes as the endpoint keeps
/// @param answer what was decided
/// @param connection number of the connection since the start of the simulator
/// @param stream HTTP/2 stream id; 1, 2, 3 … in order over HTTP/1.1
/// @param keyId APNs: the id of the key that signed the provider token, if it was believed
/// @param certificate APNs: the name of the certificate that the sender showed, if it was believed
public record ReceivedPush(
        long sequence,
        Instant arrivedAt,
        Provider provider,
        @Nullable String token,
        @Nullable String pushId,
        @Nullable String collapseId,
        @Nullable String app,
        @Nullable String priority,
        @Nullable String expiration,
        String payload,
        Answer answer,
        long connection,
        int stream,
        @Nullable String keyId,
        @Nullable String certificate) {

    /// Whether the provider answered 200, or was about to.
    public boolean accepted() {
        return answer instanceof Answer.Accepted;
    }

    @Override
    public String toString() {
        return "ReceivedPush[sequence=" + sequence + ", provider=" + provider + ", pushId=" + pushId + ", answer="
                + answer + ", connection=" + connection + ", stream=" + stream + "]";
    }
}
