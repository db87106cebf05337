package org.belltower.service.http;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Problem;
import org.belltower.service.failure.Failures;
import org.belltower.service.kafka.KafkaUnavailableException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The one place where a failure becomes an answer: `application/problem+json`, with nothing in it that was sent.
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return answer(e.problem(), e.retryAfter().orElse(RETRY_AFTER));
    }

    @ServerExceptionMapper
    public Response malformed(MalformedMessageException e) {
        return answer(Problem.of(400, "Bad Request", e.getMessage(), e.field()));
    }

    @ServerExceptionMapper
    public Response invalid(InvalidFieldException e) {
        return answer(Problem.of(400, "Bad Request", e.getMessage(), e.field()));
    }

    @ServerExceptionMapper(priority = 1)
    public Response unreadable(JacksonException e) {
        return answer(Problem.of(400, "Bad Request", "The body is not well-formed JSON."));
    }

    /// No token, or one that is not to be trusted: the same answer for both (RFC 6750).
    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthorized(SecurityException e) {
        return answer(Problem.of(401, "Unauthorized", "A valid bearer token is required."));
    }

    /// Names what would open it, scopes of programs and rights of staff.
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, ResourceInfo operation) {
        Method method = operation.getResourceMethod();
        PermissionsAllowed opening = method == null ? null : method.getAnnotation(PermissionsAllowed.class);
        String detail = "The token does not carry the right for this";
        return answer(Problem.of(
                403,
                "Forbidden",
                opening == null ? detail + "." : detail + ": " + String.join(" or ", opening.value()) + "."));
    }

    @ServerExceptionMapper
    public Response away(KafkaUnavailableException e) {
        LOG.debugf("event=kafka-unavailable message=\"%s\"", e.getMessage());
        return answer(
                Problem.of(503, "Service Unavailable", "Kafka does not answer. Nothing was accepted; try again."));
    }

    /// The issuer of tokens has not answered yet, so that no token can be verified.
    @ServerExceptionMapper
    public Response issuerAway(OIDCException e) {
        LOG.debugf(e, "event=issuer-unavailable");
        return answer(Problem.of(503, "Service Unavailable", "The issuer of tokens does not answer; try again."));
    }

    /// What the framework refuses: not found, method not allowed, unsupported media type and the like.
    @ServerExceptionMapper
    public Response refused(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "HTTP " + status : known.getReasonPhrase();
        Response answer = answer(Problem.of(status, title, title + "."));
        Set<String> allowed = e.getResponse().getAllowedMethods();
        return allowed.isEmpty()
                ? answer
                : Response.fromResponse(answer).allow(allowed).build();
    }

    /// A defect or a dependency that is away: the caller gets an id to quote, the log gets the rest without the texts,
    /// which may hold what was sent (C7).
    @ServerExceptionMapper
    public Response failed(Throwable e) {
        UUID id = UUID.randomUUID();
        LOG.errorf("event=request-failed error=%s %s", id, Failures.trace(e));
        return answer(Problem.of(500, "Internal Server Error", "Something failed here. Its id is " + id + "."));
    }

    private static Response answer(Problem problem) {
        return answer(problem, RETRY_AFTER);
    }

    private static Response answer(Problem problem, Duration retryAfter) {
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(JsonCodec.write(problem));
        return switch (problem.status()) {
            // RFC 9110, 15.5.2.
            case 401 -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
            case 429, 503 ->
                response.header(
                                HttpHeaders.RETRY_AFTER,
                                Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds()))
                        .build();
            default -> response.build();
        };
    }
}
