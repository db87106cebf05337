package org.belltower.ingest.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// Finds where the elements of a JSON array begin and end, so that each can be read by itself: what is wrong inside one
/// does not touch the others. Only what is no JSON at all is wrong with the whole.
final class BatchSplitter {
    // Only nesting costs memory here: everything else is as long as the text, which has its limit.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private BatchSplitter() {}

    /// An element: the characters from, up to and without to. Only objects have their end found.
    record Element(boolean isObject, int from, int to) {}

    /// @param most stops after this many elements and one more
    /// @throws MalformedMessageException if the text is no JSON array
    static List<Element> split(char[] text, int most) throws MalformedMessageException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return split(parser, most);
        } catch (StreamConstraintsException e) {
            throw new MalformedMessageException("", "is nested too deep");
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException("", "is not well-formed JSON" + JsonCodec.place(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static List<Element> split(JsonParser parser, int most) throws IOException, MalformedMessageException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new MalformedMessageException("", "must be a JSON array of events");
        }
        List<Element> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int from = (int) parser.currentTokenLocation().getCharOffset();
            boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
            parser.skipChildren();
            elements.add(
                    new Element(isObject, from, (int) parser.currentLocation().getCharOffset()));
            if (elements.size() > most) {
                return elements;
            }
        }
        if (parser.nextToken() != null) {
            throw new MalformedMessageException("", "is not well-formed JSON");
        }
        return elements;
    }
}
