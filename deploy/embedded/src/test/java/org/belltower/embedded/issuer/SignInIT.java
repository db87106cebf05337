package org.belltower.embedded.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInIT {
    private final IssuerUnderTest issuer = new IssuerUnderTest();
    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser();
    }

    @AfterEach
    void close() {
        browser.close();
        issuer.close();
    }

    @Test
    void a_person_signs_in_and_the_app_gets_both_tokens() throws Exception {
        HttpResponse<String> signedIn = issuer.signIn(browser, "ana", IssuerUnderTest.PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().firstValue("Location").orElse(""))
                .startsWith(IssuerUnderTest.CALLBACK + "&code=");
        Parameters returned = IssuerUnderTest.returned(signedIn);
        assertThat(returned.find("state")).hasValue("<s&1>");
        assertThat(returned.find("iss")).hasValue(issuer.issuer.url());

        var body = IssuerUnderTest.json(
                issuer.exchange(browser, returned.find("code").orElseThrow(), Map.of()));
        var access = issuer.verified(body.get("access_token"));
        assertThat(access.getAudience()).containsExactly("belltower");
        assertThat(access.getSubject()).isEqualTo("ana");
        // operations.read is the user's, but not the app's.
        assertThat(access.getClaims())
                .containsEntry("azp", "family-app")
                .containsEntry("district", "north")
                .containsEntry("person", "guardian-1")
                .containsEntry("groups", List.of("families"))
                .containsEntry("scope", "devices openid");
        var identity = issuer.verified(body.get("id_token"));
        assertThat(identity.getAudience()).containsExactly("family-app");
        assertThat(identity.getSubject()).isEqualTo("ana");
        assertThat(identity.getStringClaim("nonce")).isEqualTo("n-1");
    }

    @Test
    void an_access_token_says_when_its_person_signed_in() throws Exception {
        long signedIn = issuer.now.get().getEpochSecond();
        String code = issuer.code(browser);
        issuer.now.updateAndGet(now -> now.plus(Duration.ofSeconds(59)));
        var access = issuer.verified(
                IssuerUnderTest.json(issuer.exchange(browser, code, Map.of())).get("access_token"));
        assertThat(access.getLongClaim("auth_time")).isEqualTo(signedIn);
        assertThat(access.getIssueTime()).isAfter(Instant.ofEpochSecond(signedIn));
    }

    @Test
    void a_code_is_good_once() throws Exception {
        String code = issuer.code(browser);
        assertThat(issuer.exchange(browser, code, Map.of()).statusCode()).isEqualTo(200);
        assertInvalidGrant(issuer.exchange(browser, code, Map.of()));
    }

    @Test
    void a_code_is_good_for_a_minute() throws Exception {
        String code = issuer.code(browser);
        issuer.now.updateAndGet(now -> now.plus(Duration.ofSeconds(60)));
        assertInvalidGrant(issuer.exchange(browser, code, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier,dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXx",
        "redirect_uri,http://127.0.0.1:9/back",
    })
    void a_code_is_good_only_with_the_verifier_and_redirect_uri_of_its_request(String name, String other)
            throws Exception {
        assertInvalidGrant(issuer.exchange(browser, issuer.code(browser), Map.of(name, other)));
    }

    @Test
    void the_page_has_labels_runs_no_script_and_cannot_be_framed() throws Exception {
        HttpResponse<String> page = browser.get(issuer.authorizationUrl(IssuerUnderTest.authorization()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<html lang=\"en\">", "<label for=\"username\">", "<label for=\"password\">")
                .contains("&lt;s&amp;1&gt;")
                .doesNotContain("<script", "<s&1>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .endsWith("form-action 'self' http://127.0.0.1:9");
        assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Strict");
    }

    @Test
    void a_form_that_another_site_sends_signs_nobody_in() throws Exception {
        Map<String, String> form = IssuerUnderTest.authorization();
        form.putAll(Map.of("username", "ana", "password", IssuerUnderTest.PASSWORD, "page_secret", "guessed"));
        HttpResponse<String> answer = browser.post(issuer.url("/authorize"), form);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void wrong_names_and_passwords_look_alike_and_after_five_even_the_right_one_waits() throws Exception {
        HttpResponse<String> nobody = issuer.signIn(browser, "nobody", "guess");
        for (int tried = 0; tried < 5; tried++) {
            HttpResponse<String> wrong = issuer.signIn(browser, "ana", "guess");
            assertThat(wrong.statusCode()).isEqualTo(nobody.statusCode()).isEqualTo(403);
            assertThat(wrong.body()).contains("role=\"alert\"").doesNotContain("guess");
        }
        assertThat(issuer.signIn(browser, "ana", IssuerUnderTest.PASSWORD).statusCode())
                .isEqualTo(403);
        issuer.now.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
        assertThat(issuer.signIn(browser, "ana", IssuerUnderTest.PASSWORD).statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri,https://elsewhere.example/",
        "redirect_uri,http://127.0.0.1:9/back?from=belltower&more=1",
        "client_id,nobody",
    })
    void nobody_is_sent_to_an_address_that_is_not_registered(String name, String other) throws Exception {
        Map<String, String> request = IssuerUnderTest.authorization();
        request.put(name, other);
        HttpResponse<String> answer = browser.get(issuer.authorizationUrl(request));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bob,''", "bob,devices", "ana,operations.read", "ana,roster.read"})
    void a_sign_in_that_would_give_no_right_at_all_is_refused(String username, String scope) throws Exception {
        Map<String, String> request = IssuerUnderTest.authorization();
        request.put("scope", scope);
        HttpResponse<String> answer = issuer.signIn(browser, request, username, IssuerUnderTest.PASSWORD);
        Parameters returned = IssuerUnderTest.returned(answer);
        assertThat(returned.find("error")).hasValue("invalid_scope");
        assertThat(returned.find("state")).hasValue("<s&1>");
        assertThat(returned.find("code")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/signed-in,303",
        "http://127.0.0.1:51004/signed-in,303",
        "http://127.0.0.1:51004/elsewhere,400",
        "http://127.0.0.1:51004@evil.example/signed-in,400",
        "http://localhost:51004/signed-in,400",
        "https://127.0.0.1:51004/signed-in,400",
    })
    void a_program_on_this_machine_is_returned_to_on_whatever_port_it_got(String uri, int status) throws Exception {
        Map<String, String> request = IssuerUnderTest.authorization();
        request.put("client_id", "office");
        request.put("scope", "operations.read");
        request.put("redirect_uri", uri);
        HttpResponse<String> answer = issuer.signIn(browser, request, "ana", IssuerUnderTest.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Location").orElse(uri)).startsWith(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,token,unsupported_response_type",
        "response_type,'',invalid_request",
        "code_challenge,'',invalid_request",
        "code_challenge,short,invalid_request",
        "code_challenge_method,plain,invalid_request",
        "prompt,none,login_required",
        "request,abc,request_not_supported",
    })
    void a_bad_request_is_told_to_the_client_with_its_state(String name, String value, String error) throws Exception {
        Map<String, String> request = IssuerUnderTest.authorization();
        request.put(name, value);
        HttpResponse<String> answer = browser.get(issuer.authorizationUrl(request));
        assertThat(answer.statusCode()).isEqualTo(303);
        Parameters returned = IssuerUnderTest.returned(answer);
        assertThat(returned.find("error")).hasValue(error);
        assertThat(returned.find("state")).hasValue("<s&1>");
    }

    private static void assertInvalidGrant(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(IssuerUnderTest.json(response).get("error").asText()).isEqualTo("invalid_grant");
    }
}
