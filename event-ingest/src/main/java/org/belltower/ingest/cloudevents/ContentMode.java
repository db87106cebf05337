package org.belltower.ingest.cloudevents;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a request carries its events (CloudEvents HTTP protocol binding 1.0, section 3): told by its media type.
public enum ContentMode {
    /// Attributes in `ce-` headers, data in the body.
    BINARY("application/json"),
    /// One JSON object holds attributes and data.
    STRUCTURED("application/cloudevents+json"),
    /// An array of such objects.
    BATCH("application/cloudevents-batch+json");

    private final String mediaType;

    ContentMode(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// @param contentType the header as it came; null if there was none
    /// @return empty for a media type that carries no events here, or in another encoding than UTF-8
    public static Optional<ContentMode> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return Optional.empty();
            }
        }
        String essence = parts[0].strip();
        for (ContentMode mode : values()) {
            if (mode.mediaType.equals(essence)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
