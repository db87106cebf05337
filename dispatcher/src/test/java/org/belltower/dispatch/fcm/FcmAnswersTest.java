package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.dispatch.send.SendOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every row of Firebase's table, from the body as FCM sends it.
class FcmAnswersTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static SendOutcome classify(int status, String body, String retryAfter) {
        return FcmAnswers.classify(FcmAnswer.of(status, body.getBytes(StandardCharsets.UTF_8), retryAfter, NOON));
    }

    private static String body(int status, String canonical, String fcmError) {
        return """
                {"error": {"code": %d, "message": "quotes the token", "status": "%s", "details": [
                  {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "%s"}]}}\
                """.formatted(status, canonical, fcmError);
    }

    private static String bare(int status, String canonical) {
        return "{\"error\": {\"code\": %d, \"message\": \"m\", \"status\": \"%s\"}}".formatted(status, canonical);
    }

    @Test
    void unregistered_is_a_dead_token_of_unknown_time() {
        assertThat(classify(404, body(404, "NOT_FOUND", "UNREGISTERED"), ""))
                .isEqualTo(new SendOutcome.TokenDead(null));
    }

    @Test
    void a_bare_400_never_touches_the_token() {
        assertThat(classify(400, body(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT"), ""))
                .isEqualTo(new SendOutcome.Malformed("INVALID_ARGUMENT"));
        assertThat(classify(400, "", "")).isEqualTo(new SendOutcome.Malformed("other"));
    }

    @Test
    void a_400_whose_details_name_the_token_rejects_the_token() {
        String body = """
                {"error": {"code": 400, "status": "INVALID_ARGUMENT", "details": [
                  {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "INVALID_ARGUMENT"},
                  {"@type": "type.googleapis.com/google.rpc.BadRequest",
                   "fieldViolations": [{"field": "message.token", "description": "d"}]}]}}\
                """;
        assertThat(classify(400, body, "")).isEqualTo(new SendOutcome.TokenRejected());
    }

    @Test
    void a_token_of_another_project_is_not_for_the_app() {
        assertThat(classify(403, body(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH"), ""))
                .isEqualTo(new SendOutcome.TokenNotForApp());
    }

    @Test
    void a_quota_is_waited_for_a_minute_or_as_long_as_firebase_says() {
        String body = body(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED");
        assertThat(classify(429, body, ""))
                .isEqualTo(new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofMinutes(1), SendOutcome.Whom.CREDENTIAL));
        assertThat(classify(429, body, "5"))
                .isEqualTo(new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofSeconds(5), SendOutcome.Whom.CREDENTIAL));
        assertThat(classify(429, body, "Fri, 20 Nov 2026 12:02:00 GMT"))
                .isEqualTo(new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofMinutes(2), SendOutcome.Whom.CREDENTIAL));
        for (String far : List.of("2147483647", "Fri, 31 Dec 9999 23:59:59 GMT")) {
            assertThat(classify(429, body, far))
                    .as("nobody means to be left alone for ever")
                    .isEqualTo(
                            new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofDays(1), SendOutcome.Whom.CREDENTIAL));
        }
        assertThat(classify(429, body, "soon"))
                .isEqualTo(new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofMinutes(1), SendOutcome.Whom.CREDENTIAL));
    }

    private static String quota(String... violations) {
        return """
                {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "details": [
                  {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "QUOTA_EXCEEDED"},
                  {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [%s]}]}}\
                """.formatted(String.join(",", violations));
    }

    private static SendOutcome overQuota(SendOutcome.Whom whom) {
        return new SendOutcome.Retry("QUOTA_EXCEEDED", Duration.ofMinutes(1), whom);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject\":\"device\",\"description\":\"Device message rate exceeded\"}",
                "{\"subject\":\"project:p\",\"description\":\"\",\"quotaId\":\"DeviceMessagesPerMinute\"}",
                "{\"quotaMetric\":\"firebasecloudmessaging.googleapis.com/device_messages\"}"
            })
    void a_quota_of_the_device_itself_delays_no_other_push(String violation) {
        assertThat(classify(429, quota(violation), "")).isEqualTo(overQuota(SendOutcome.Whom.DEVICE));
    }

    @Test
    void in_doubt_a_quota_is_the_projects() {
        String device = "{\"subject\":\"device\",\"description\":\"Device message rate exceeded\"}";
        String project = "{\"subject\":\"project:device-messages\",\"description\":\"Message rate exceeded\"}";
        assertThat(classify(429, quota(project), "")).isEqualTo(overQuota(SendOutcome.Whom.CREDENTIAL));
        assertThat(classify(429, quota(device, project), "")).isEqualTo(overQuota(SendOutcome.Whom.CREDENTIAL));
        assertThat(classify(429, quota(), "")).isEqualTo(overQuota(SendOutcome.Whom.CREDENTIAL));
    }

    @ParameterizedTest
    @CsvSource({"503, UNAVAILABLE", "500, INTERNAL"})
    void an_outage_is_retried_when_firebase_says_or_by_our_own_policy(int status, String code) {
        assertThat(classify(status, body(status, code, code), ""))
                .isEqualTo(new SendOutcome.Retry(code, Duration.ZERO, SendOutcome.Whom.CREDENTIAL));
        assertThat(classify(status, bare(status, code), "120"))
                .isEqualTo(new SendOutcome.Retry(code, Duration.ofMinutes(2), SendOutcome.Whom.CREDENTIAL));
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED, THIRD_PARTY_AUTH_ERROR, THIRD_PARTY_AUTH_ERROR",
        "401, UNAUTHENTICATED, APNS_AUTH_ERROR, APNS_AUTH_ERROR",
        "401, UNAUTHENTICATED, UNAUTHENTICATED, UNAUTHENTICATED",
        "403, PERMISSION_DENIED, PERMISSION_DENIED, PERMISSION_DENIED"
    })
    void what_our_credentials_cause_is_told_apart(int status, String canonical, String error, String code) {
        assertThat(classify(status, body(status, canonical, error), ""))
                .isEqualTo(new SendOutcome.CredentialsRejected(code));
    }

    @Test
    void only_an_access_token_may_be_stale() {
        FcmAnswer bare = FcmAnswer.of(401, new byte[0], "", NOON);
        FcmAnswer platform = FcmAnswer.of(
                401, body(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR").getBytes(StandardCharsets.UTF_8), "", NOON);
        assertThat(FcmAnswers.mayBeStaleAccessToken(bare)).isTrue();
        assertThat(FcmAnswers.mayBeStaleAccessToken(platform)).isFalse();
    }

    @Test
    void a_word_that_is_new_is_judged_by_its_status_and_does_not_enter_a_code() {
        assertThat(classify(404, bare(404, "NOT_FOUND"), "")).isEqualTo(new SendOutcome.CredentialsRejected("other"));
        assertThat(classify(502, "<html>", ""))
                .isEqualTo(new SendOutcome.Retry("other", Duration.ZERO, SendOutcome.Whom.CREDENTIAL));
        assertThat(classify(429, "{}", ""))
                .isEqualTo(new SendOutcome.Retry("other", Duration.ofMinutes(1), SendOutcome.Whom.CREDENTIAL));
        assertThat(classify(302, "[]", "")).isEqualTo(new SendOutcome.Unknown("other"));
    }
}
