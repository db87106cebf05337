package org.belltower.registry.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.service.http.ProblemException;

/// Reads bodies by the suite's one JSON codec, so that a refusal names the field and the rule, never the value.
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBody implements MessageBodyReader<Object> {
    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        try {
            return JsonCodec.read(body.readAllBytes(), type);
        } catch (MalformedMessageException e) {
            throw ProblemException.badRequest(e.field(), e.getMessage());
        }
    }
}
