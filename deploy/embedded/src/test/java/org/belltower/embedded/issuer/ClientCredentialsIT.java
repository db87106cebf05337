package org.belltower.embedded.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCredentialsIT {
    private static final IssuerUnderTest ISSUER = new IssuerUnderTest();
    private static final Browser HTTP = new Browser();

    @AfterAll
    static void close() {
        HTTP.close();
        ISSUER.close();
    }

    @Test
    void discovery_names_every_endpoint_under_the_issuers_own_address() throws Exception {
        var metadata = IssuerUnderTest.json(HTTP.get(ISSUER.url("/.well-known/openid-configuration")));
        assertThat(metadata.get("issuer").asText()).isEqualTo(ISSUER.issuer.url());
        assertThat(metadata.get("jwks_uri").asText()).isEqualTo(ISSUER.url("/jwks"));
        assertThat(metadata.get("token_endpoint").asText()).isEqualTo(ISSUER.url("/token"));
        assertThat(metadata.get("authorization_endpoint").asText()).isEqualTo(ISSUER.url("/authorize"));
        assertThat(metadata.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(HTTP.get(ISSUER.url("/jwks")).body()).doesNotContain("\"d\":", "\"p\":", "\"q\":");
    }

    @Test
    void a_producer_gets_a_token_with_its_district_scopes_and_sources() throws Exception {
        HttpResponse<String> response = withBasic("sis north", IssuerUnderTest.SECRET, "events.write");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        var body = IssuerUnderTest.json(response);
        assertThat(body.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(body.get("expires_in").asInt()).isEqualTo(600);
        var claims = ISSUER.verified(body.get("access_token"));
        assertThat(claims.getIssuer()).isEqualTo(ISSUER.issuer.url());
        assertThat(claims.getAudience()).containsExactly("belltower");
        assertThat(claims.getSubject()).isEqualTo("sis north");
        assertThat(claims.getIssueTime()).isEqualTo("2026-03-02T07:00:00.000Z");
        assertThat(claims.getExpirationTime()).isEqualTo("2026-03-02T07:10:00.000Z");
        assertThat(claims.getClaims())
                .containsEntry("azp", "sis north")
                .containsEntry("district", "north")
                .containsEntry("scope", "events.write")
                .containsEntry("sources", List.of("https://sis.north.example/"))
                .doesNotContainKeys("person", "groups");
    }

    @Test
    void the_secret_may_stand_in_the_form_and_without_a_scope_all_are_given() throws Exception {
        var body = IssuerUnderTest.json(HTTP.post(
                ISSUER.url("/token"),
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "sis north",
                        "client_secret", IssuerUnderTest.SECRET)));
        assertThat(ISSUER.verified(body.get("access_token")).getStringClaim("scope"))
                .isEqualTo("events.write roster.write");
    }

    @ParameterizedTest
    @CsvSource({"sis north,guess", "nobody,guess", "family-app,guess"})
    void a_wrong_secret_and_an_unknown_client_get_the_same_answer(String client, String secret) throws Exception {
        HttpResponse<String> response = withBasic(client, secret, "events.write");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
        assertThat(response.body())
                .isEqualTo("{\"error\":\"invalid_client\",\"error_description\":\"unknown client or wrong secret\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=family-app,unauthorized_client",
        "grant_type=password&client_id=family-app,unsupported_grant_type",
        "client_id=family-app,invalid_request",
        "grant_type=client_credentials,invalid_request",
        "grant_type=a&grant_type=b&client_id=family-app,invalid_request",
        "grant_type=%zz&client_id=family-app,invalid_request",
    })
    void a_bad_request_gets_the_error_of_the_standard(String form, String error) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(ISSUER.url("/token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form));
        HttpResponse<String> response = HTTP.send(request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(IssuerUnderTest.json(response).get("error").asText()).isEqualTo(error);
    }

    @Test
    void more_scopes_than_it_may_have_are_refused() throws Exception {
        HttpResponse<String> response = withBasic("sis north", IssuerUnderTest.SECRET, "events.write devices");
        assertThat(IssuerUnderTest.json(response).get("error").asText()).isEqualTo("invalid_scope");
    }

    @Test
    void a_client_that_may_nothing_gets_no_token() throws Exception {
        HttpResponse<String> response = withBasic("rightless", IssuerUnderTest.SECRET, "");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(IssuerUnderTest.json(response).get("error").asText()).isEqualTo("invalid_scope");
    }

    @Test
    void other_methods_paths_and_content_types_are_refused() throws Exception {
        assertThat(HTTP.get(ISSUER.url("/token")).statusCode()).isEqualTo(405);
        assertThat(HTTP.get(ISSUER.url("/token/more")).statusCode()).isEqualTo(404);
        assertThat(HTTP.get(ISSUER.url("/")).statusCode()).isEqualTo(404);
        var json = java.net.http.HttpRequest.newBuilder(java.net.URI.create(ISSUER.url("/token")))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(HTTP.send(json).statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> withBasic(String client, String secret, String scope) throws Exception {
        String credentials = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return HTTP.post(
                ISSUER.url("/token"),
                Map.of("grant_type", "client_credentials", "scope", scope),
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }
}
