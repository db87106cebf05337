package org.belltower.dispatch.fcm;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;

/// A request of the library, made one of the JDK's client. Used once, by one thread.
final class FcmRequest extends LowLevelHttpRequest {
    /// The client sets these itself, or they would ask for an answer that nobody unpacks.
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "accept-encoding");

    private final FcmTransport transport;
    private final String method;
    private final URI address;
    private final HttpRequest.Builder request = HttpRequest.newBuilder();

    FcmRequest(FcmTransport transport, String method, URI address) {
        this.transport = transport;
        this.method = method;
        this.address = address;
    }

    @Override
    public void addHeader(String name, String value) {
        if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            request.header(name, value);
        }
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (getStreamingContent() != null) {
            getStreamingContent().writeTo(body);
            if (getContentType() != null) {
                request.header("content-type", getContentType());
            }
            if (getContentEncoding() != null) {
                request.header("content-encoding", getContentEncoding());
            }
        }
        request.method(method, BodyPublishers.ofByteArray(body.toByteArray()));
        return new FcmResponse(transport.exchange(address, request));
    }
}
