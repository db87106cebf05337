package org.belltower.benchmarks.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;

/// What the requests of a load look like, as lean as they can be made and yet as a real client's:
/// headers that differ from push to push, a payload of a usual size. Immutable.
sealed interface PushLoad {

    /// The headers of one push.
    Http2Headers headers(long number);

    /// The body of all of them.
    ByteBuf body();

    /// As Pushy sends them.
    record Apns(String authority, String authorization, String topic) implements PushLoad {
        private static final ByteBuf BODY = text("""
                {"aps":{"alert":{"title":"Oakwood Primary School","body":"A new grade was entered for Ada in Mathematics. \
                Open the app to see it and to leave a note for the teacher."},"sound":"default","thread-id":"grades",\
                "category":"GRADE"},"push":"0193d3f0-6d1f-7c4e-9b4a-5f1f1c2d3e4f","student":"ST-20391","kind":"grade"}""");

        @Override
        public Http2Headers headers(long number) {
            return new DefaultHttp2Headers(false, 16)
                    .method("POST")
                    .scheme("https")
                    .authority(authority)
                    .path("/3/device/" + hexadecimal(number) + hexadecimal(~number) + hexadecimal(number * 31)
                            + hexadecimal(number * 17 + 1))
                    .set("authorization", authorization)
                    .set("apns-topic", topic)
                    .set("apns-id", id(number))
                    .set("apns-collapse-id", id(number))
                    .set("apns-push-type", "alert")
                    .set("apns-priority", "10")
                    .set("apns-expiration", "1893456000");
        }

        @Override
        public ByteBuf body() {
            return BODY.duplicate();
        }
    }

    /// As an HTTP/2 client of FCM sends them. All have the same tag: a body of its own for each
    /// would cost the generator more than the simulator.
    record Fcm(String authority, String accessToken, String project) implements PushLoad {
        private static final ByteBuf BODY = text("""
                {"message":{"token":"fYx7:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx5Bb7wW1bQy0ZyX-9aPZ2nP8T4v6u5h3g2f1e0dCcBbAaZzYyXxWw\
                VvUuTtSsRrQqPpOoNnMmLlKkJjIiHhGgFfEeDdCcBbAa","notification":{"title":"Oakwood Primary School","body":"A new grade \
                was entered for Ada in Mathematics."},"android":{"priority":"high","ttl":"3600s","notification":{"tag":\
                "0193d3f0-6d1f-7c4e-9b4a-5f1f1c2d3e4f"}},"data":{"student":"ST-20391","kind":"grade"}}}""");

        @Override
        public Http2Headers headers(long number) {
            return new DefaultHttp2Headers(false, 8)
                    .method("POST")
                    .scheme("https")
                    .authority(authority)
                    .path("/v1/projects/" + project + "/messages:send")
                    .set("authorization", "Bearer " + accessToken)
                    .set("content-type", "application/json");
        }

        @Override
        public ByteBuf body() {
            return BODY.duplicate();
        }
    }

    private static ByteBuf text(String text) {
        return Unpooled.unreleasableBuffer(
                Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)).asReadOnly());
    }

    private static String id(long number) {
        return "0193d3f0-6d1f-7c4e-" + hexadecimal(number).substring(0, 4) + "-"
                + hexadecimal(number).substring(4);
    }

    private static String hexadecimal(long number) {
        StringBuilder digits = new StringBuilder(16);
        for (int shift = 60; shift >= 0; shift -= 4) {
            digits.append(Character.forDigit((int) (number >>> shift) & 15, 16));
        }
        return digits.toString();
    }
}
