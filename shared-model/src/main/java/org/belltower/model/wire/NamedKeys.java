package org.belltower.model.wire;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Map;

/// Says which key of a map is none of those that there may be; Jackson names the map alone.
final class NamedKeys extends DeserializationProblemHandler {
    @Override
    public Object handleWeirdKey(DeserializationContext context, Class<?> type, String key, String message)
            throws IOException {
        JsonMappingException failure = context.weirdKeyException(type, key, message);
        failure.prependPath(Map.class, key);
        throw failure;
    }
}
