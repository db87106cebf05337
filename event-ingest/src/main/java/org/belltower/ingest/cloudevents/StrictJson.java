package org.belltower.ingest.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// JSON from outside, before anything is known of it: little depth, no long numbers, no name twice in an object,
/// nothing after the end. Numbers stay exact.
final class StrictJson {
    /// Deeper than any event of ours by far.
    static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 256;

    // Names from outside are neither interned nor kept in symbol tables: both outlive the request.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private StrictJson() {}

    /// @throws MalformedMessageException with no field for the text as a whole, or the top field that holds a
    ///     name twice
    static JsonNode parse(char[] text, int from, int to) throws MalformedMessageException {
        try (JsonParser parser = FACTORY.createParser(text, from, to - from)) {
            return parse(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static JsonNode parse(JsonParser parser) throws MalformedMessageException, IOException {
        try {
            JsonNode node = JsonCodec.mapper().readTree(parser);
            if (node == null) {
                throw new MalformedMessageException("", "is not well-formed JSON");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new MalformedMessageException("", "is nested too deep, or a number or name in it is too long");
        } catch (NumberFormatException e) {
            // Jackson lets BigDecimal's own refusal through: 1e99999999999.
            throw new MalformedMessageException("", "holds a number that is too large or too small");
        } catch (JsonProcessingException e) {
            // Jackson has no type of its own for a name that occurs twice.
            if (e.getOriginalMessage().startsWith("Duplicate")) {
                throw new MalformedMessageException(topField(parser), "is given twice, or holds a name twice");
            }
            throw new MalformedMessageException("", "is not well-formed JSON" + JsonCodec.place(e));
        }
    }

    /// The outermost name on the way to where the parser stands, if it is one that an attribute may have: other names
    /// are not repeated to anybody.
    private static String topField(JsonParser parser) {
        JsonStreamContext context = parser.getParsingContext();
        while (context.getParent() != null && !context.getParent().inRoot()) {
            context = context.getParent();
        }
        String name = context.getCurrentName();
        return name != null && Attributes.isName(name) ? name : "";
    }
}
