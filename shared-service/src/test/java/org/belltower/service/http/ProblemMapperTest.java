package org.belltower.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.service.kafka.KafkaUnavailableException;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
    private final ProblemMapper mapper = new ProblemMapper();

    private static void assertProblem(Response answer, int status, String... parts) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getMediaType()).hasToString("application/problem+json");
        String body = new String((byte[]) answer.getEntity(), UTF_8);
        assertThat(body).contains("\"status\":" + status);
        for (String part : parts) {
            assertThat(body).contains(part);
        }
    }

    @PermissionsAllowed({"roster.write", "apps.put"})
    void guarded() {}

    void unguarded() {}

    private static ResourceInfo operation(String name) throws NoSuchMethodException {
        Method method = ProblemMapperTest.class.getDeclaredMethod(name);
        return new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return method;
            }

            @Override
            public Class<?> getResourceClass() {
                return ProblemMapperTest.class;
            }
        };
    }

    @Test
    void every_refusal_is_a_problem_that_names_the_field() throws NoSuchMethodException {
        assertProblem(mapper.problem(ProblemException.badRequest("id", "id is required")), 400, "\"field\":\"id\"");
        assertProblem(mapper.malformed(new MalformedMessageException("a.b", "is required")), 400, "\"field\":\"a.b\"");
        assertProblem(mapper.invalid(new InvalidFieldException("date", "is required")), 400, "\"field\":\"date\"");
        assertProblem(mapper.forbidden(new ForbiddenException(), operation("unguarded")), 403, "right for this.");
        assertProblem(
                mapper.forbidden(new ForbiddenException(), operation("guarded")),
                403,
                "right for this: roster.write or apps.put.");
        assertProblem(mapper.refused(new NotFoundException("/secret")), 404, "Not Found.");
    }

    @Test
    void a_token_that_is_missing_or_not_to_be_trusted_is_challenged() {
        Response answer = mapper.unauthorized(new UnauthorizedException());
        assertProblem(answer, 401);
        assertThat(answer.getHeaderString(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
    }

    @Test
    void what_is_away_is_worth_trying_again() {
        for (Response answer : new Response[] {
            mapper.away(new KafkaUnavailableException("away")), mapper.issuerAway(new OIDCException("away"))
        }) {
            assertProblem(answer, 503);
            assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        }
    }

    @Test
    void a_defect_is_told_by_an_id_and_nothing_else() {
        Response answer = mapper.failed(new IllegalStateException("secret"));
        assertProblem(answer, 500, "Its id is ");
        assertThat(new String((byte[]) answer.getEntity(), UTF_8)).doesNotContain("secret");
    }
}
