package org.belltower.ingest.streams;

import org.belltower.ingest.sis.mapping.SourceMapping;

/// What a source is called among all: by its district and its topics.
final class SourceKeys {
    private SourceKeys() {}

    static String of(SourceMapping source) {
        return source.district().value() + "/" + source.topicPrefix();
    }
}
