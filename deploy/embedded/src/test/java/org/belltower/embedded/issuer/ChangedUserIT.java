package org.belltower.embedded.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users who change between their sign-in and the exchange of its code.
class ChangedUserIT {
    private static final String BEFORE = hash();

    private final Browser browser = new Browser();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private IssuerUnderTest issuer;

    @BeforeEach
    void start() throws Exception {
        replace(ana(BEFORE, "north", "guardian-1", "families", "devices"));
        issuer = new IssuerUnderTest(folder.resolve("issuer.json"));
    }

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void I_28_a_code_from_before_a_password_reset_opens_no_session() throws Exception {
        String code = issuer.code(browser);
        replace(ana(hash(), "north", "guardian-1", "families", "devices"));
        assertRefused(code, "invalid_grant");
        assertThat(issuer.exchange(browser, issuer.code(browser), Map.of()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void I_28_a_code_from_before_the_users_removal_opens_no_session() throws Exception {
        String code = issuer.code(browser);
        replace("");
        assertRefused(code, "invalid_grant");
        // Nor once they are there again: it was good once.
        replace(ana(BEFORE, "north", "guardian-1", "families", "devices"));
        assertRefused(code, "invalid_grant");
    }

    @Test
    void the_tokens_say_what_the_user_is_when_the_code_is_exchanged() throws Exception {
        String code = issuer.code(browser);
        replace(ana(BEFORE, "south", "guardian-2", "helpers", "devices\", \"roster.read"));
        var body = IssuerUnderTest.json(issuer.exchange(browser, code, Map.of()));
        assertThat(issuer.verified(body.get("access_token")).getClaims())
                .containsEntry("sub", "ana")
                .containsEntry("district", "south")
                .containsEntry("person", "guardian-2")
                .containsEntry("groups", List.of("helpers"))
                .containsEntry("scope", "devices openid");
    }

    @Test
    void a_right_that_was_taken_since_the_sign_in_is_not_in_the_tokens() throws Exception {
        String code = issuer.code(browser);
        replace(ana(BEFORE, "north", "guardian-1", "families", "roster.read"));
        var body = IssuerUnderTest.json(issuer.exchange(browser, code, Map.of()));
        assertThat(body.get("scope").asText()).isEqualTo("openid");
    }

    @Test
    void a_user_who_left_the_clients_district_gets_no_tokens() throws Exception {
        replace(ana(BEFORE, "north", "guardian-1", "families", "devices"), "north");
        String code = issuer.code(browser);
        replace(ana(BEFORE, "south", "guardian-1", "families", "devices"), "north");
        assertRefused(code, "invalid_grant");
    }

    private void assertRefused(String code, String error) throws Exception {
        HttpResponse<String> answer = issuer.exchange(browser, code, Map.of());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(IssuerUnderTest.json(answer).get("error").asText()).isEqualTo(error);
        assertThat(answer.body()).doesNotContain("_token");
    }

    /// Of the same password with new salt, as after a reset to what it was.
    private static String hash() {
        return PasswordHash.ofRandomSecret(IssuerUnderTest.PASSWORD).encoded();
    }

    private static String ana(String hash, String district, String person, String group, String scopes) {
        return """
                {"username": "ana", "passwordHash": "%s", "district": "%s", "person": "%s",
                 "groups": ["%s"], "scopes": ["%s"]}
                """.formatted(hash, district, person, group, scopes);
    }

    private void replace(String users) throws Exception {
        write(users, "");
    }

    private void replace(String users, String district) throws Exception {
        write(users, "\"district\": \"" + district + "\",");
    }

    private void write(String users, String district) throws Exception {
        Path whole = Files.writeString(folder.resolve("new"), """
                {"port": 0, "keyFolder": "%s",
                 "clients": [{"id": "family-app", "public": true, %s "scopes": ["devices"], "redirectUris": ["%s"]}],
                 "users": [%s]}
                """.formatted(
                        folder.resolve("keys"), district, IssuerUnderTest.CALLBACK, users));
        Files.move(
                whole,
                folder.resolve("issuer.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
