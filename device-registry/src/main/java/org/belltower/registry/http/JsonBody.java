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
import org.belltower.model.wire.Problem;
import org.belltower.registry.roster.RosterBody;
import org.belltower.service.http.ProblemException;

/// Reads bodies by the suite's one JSON codec, so that a refusal names the field and the rule, never the value. All of
/// them strictly: a field that is not known is refused, but for what a type says itself that it ignores: Google's in a
/// [service account][org.belltower.registry.credential.FcmUpload], and what an app is told beside its
/// [choice][org.belltower.registry.subscription.Choice] and writes back.
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBody implements MessageBodyReader<Object> {
    private static final int LONGEST = 64 * 1024;

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
        if (RosterBody.class.equals(type)) {
            return new RosterBody(bounded(body, RosterBody.LONGEST));
        }
        byte[] bytes = bounded(body, LONGEST);
        try {
            return JsonCodec.readStrictly(bytes, type);
        } catch (MalformedMessageException e) {
            throw ProblemException.badRequest(e.field(), e.getMessage());
        }
    }

    private static byte[] bounded(InputStream body, int longest) throws IOException {
        byte[] bytes = body.readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw new ProblemException(
                    Problem.of(413, "Content Too Large", "The body must not be longer than " + longest + " bytes."));
        }
        return bytes;
    }
}
