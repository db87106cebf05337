package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.SendOutcome.Whom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every row of Apple's table.
class ApnsAnswersTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void status_200_is_accepted() {
        assertThat(ApnsAnswers.classify(200, null, null)).isEqualTo(new SendOutcome.Accepted());
    }

    @ParameterizedTest
    @CsvSource({"410, Unregistered", "410, ExpiredToken"})
    void a_token_is_dead_only_with_the_time_of_its_death(int status, String reason) {
        assertThat(ApnsAnswers.classify(status, reason, NOON)).isEqualTo(new SendOutcome.TokenDead(NOON));
        assertThat(ApnsAnswers.classify(status, reason, null)).isEqualTo(new SendOutcome.TokenRejected());
    }

    @Test
    void a_bad_device_token_is_rejected_and_not_dead() {
        assertThat(ApnsAnswers.classify(400, "BadDeviceToken", null)).isEqualTo(new SendOutcome.TokenRejected());
    }

    @Test
    void a_token_of_another_topic_is_not_for_the_app() {
        assertThat(ApnsAnswers.classify(400, "DeviceTokenNotForTopic", null))
                .isEqualTo(new SendOutcome.TokenNotForApp());
    }

    @ParameterizedTest
    @CsvSource({
        "413, PayloadTooLarge",
        "400, PayloadEmpty",
        "400, BadCollapseId",
        "400, BadMessageId",
        "400, BadExpirationDate",
        "400, BadPriority",
        "400, InvalidPushType",
        "400, DuplicateHeaders",
        "400, MissingDeviceToken",
        "404, BadPath",
        "405, MethodNotAllowed"
    })
    void a_defect_of_ours_is_malformed(int status, String reason) {
        assertThat(ApnsAnswers.classify(status, reason, null)).isEqualTo(new SendOutcome.Malformed(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadTopic",
        "400, MissingTopic",
        "400, TopicDisallowed",
        "403, BadCertificate",
        "403, BadCertificateEnvironment",
        "403, Forbidden",
        "403, InvalidProviderToken",
        "403, MissingProviderToken",
        "403, UnrelatedKeyIdInToken",
        "403, BadEnvironmentKeyIdInToken"
    })
    void what_our_credentials_or_configuration_cause_is_told_apart(int status, String reason) {
        assertThat(ApnsAnswers.classify(status, reason, null)).isEqualTo(new SendOutcome.CredentialsRejected(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "403, ExpiredProviderToken, 0, NOT_PROCESSED",
        "400, IdleTimeout, 0, NOT_PROCESSED",
        "503, Shutdown, 0, NOT_PROCESSED",
        "429, TooManyProviderTokenUpdates, 60, PUSH",
        "429, TooManyRequests, 60, DEVICE",
        "500, InternalServerError, 900, PUSH",
        "503, ServiceUnavailable, 900, PUSH"
    })
    void what_passes_is_retried_and_not_too_early(int status, String reason, long seconds, Whom whom) {
        assertThat(ApnsAnswers.classify(status, reason, null))
                .isEqualTo(new SendOutcome.Retry(reason, Duration.ofSeconds(seconds), whom));
    }

    @Test
    void a_word_that_is_new_is_judged_by_its_status_and_does_not_enter_a_code() {
        assertThat(ApnsAnswers.classify(400, "Whatever", null)).isEqualTo(new SendOutcome.Malformed("other"));
        assertThat(ApnsAnswers.classify(403, null, null)).isEqualTo(new SendOutcome.CredentialsRejected("other"));
        assertThat(ApnsAnswers.classify(410, null, NOON)).isEqualTo(new SendOutcome.TokenDead(NOON));
        assertThat(ApnsAnswers.classify(429, null, null))
                .isEqualTo(new SendOutcome.Retry("other", Duration.ofMinutes(1), Whom.DEVICE));
        assertThat(ApnsAnswers.classify(503, null, null))
                .isEqualTo(new SendOutcome.Retry("other", Duration.ofMinutes(15), Whom.PUSH));
        assertThat(ApnsAnswers.classify(302, null, null)).isEqualTo(new SendOutcome.Unknown("other"));
    }
}
