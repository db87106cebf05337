package org.belltower.dispatch.fcm;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An answer as the library reads it. Used by one thread.
///
/// The challenge of a 401 is left out: with one, the library fetches a new access token only for some forms of it,
/// and else keeps the refused one; without one it always does.
final class FcmResponse extends LowLevelHttpResponse {
    private final HttpResponse<byte[]> response;
    private final List<Map.Entry<String, String>> headers;

    FcmResponse(HttpResponse<byte[]> response) {
        this.response = response;
        this.headers = response.headers().map().entrySet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("www-authenticate"))
                .flatMap(header -> header.getValue().stream().map(value -> Map.entry(header.getKey(), value)))
                .toList();
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(response.body());
    }

    @Override
    public @Nullable String getContentEncoding() {
        return header("content-encoding");
    }

    @Override
    public long getContentLength() {
        return response.body().length;
    }

    @Override
    public @Nullable String getContentType() {
        return header("content-type");
    }

    @Override
    public String getStatusLine() {
        return Objects.toString(response.statusCode());
    }

    @Override
    public int getStatusCode() {
        return response.statusCode();
    }

    /// HTTP/2 has none.
    @Override
    public @Nullable String getReasonPhrase() {
        return null;
    }

    @Override
    public int getHeaderCount() {
        return headers.size();
    }

    @Override
    public String getHeaderName(int index) {
        return headers.get(index).getKey();
    }

    @Override
    public String getHeaderValue(int index) {
        return headers.get(index).getValue();
    }

    private @Nullable String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }
}
