package org.belltower.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentModeTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            application/json                              , BINARY
            application/json; charset=utf-8               , BINARY
            Application/JSON;Charset="UTF-8"              , BINARY
            application/cloudevents+json                  , STRUCTURED
            application/cloudevents+json ; charset=UTF-8  , STRUCTURED
            application/cloudevents-batch+json            , BATCH
            """)
    void the_media_type_tells_the_mode(String contentType, ContentMode mode) {
        assertThat(ContentMode.of(contentType)).contains(mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "text/plain",
                "application/cloudevents+xml",
                "application/cloudevents",
                "application/json; charset=iso-8859-1",
                "application/json, application/cloudevents+json",
                "application/jsonx"
            })
    void another_media_type_or_encoding_carries_no_events(String contentType) {
        assertThat(ContentMode.of(contentType)).isEmpty();
    }

    @Test
    void no_media_type_carries_no_events() {
        assertThat(ContentMode.of(null)).isEmpty();
    }
}
