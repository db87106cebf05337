package org.belltower.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.right.GroupId;
import org.belltower.service.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static Caller caller(Map<String, Object> claims) {
        return new Caller(new Token(claims));
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, call);
        assertThat(refusal.problem().status()).isEqualTo(403);
        return refusal.problem().detail();
    }

    @Test
    void a_caller_is_who_the_claims_say() {
        Caller caller = caller(Map.of(
                "district",
                "north",
                "azp",
                Json.createValue("sis-north"),
                "person",
                "g-1",
                "sources",
                Json.createArrayBuilder(List.of("/sis/north", "", 7)).build()));
        assertThat(caller.district()).isEqualTo(new DistrictId("north"));
        assertThat(caller.client()).isEqualTo("sis-north");
        assertThat(caller.person()).isEqualTo(new PersonId("g-1"));
        assertThat(caller.sources()).containsExactly("/sis/north");
    }

    @Test
    void a_claim_that_is_missing_is_a_403_naming_it() {
        Caller caller = caller(Map.of("azp", " "));
        assertThat(refusal(caller::district)).isEqualTo("The token has no district claim.");
        assertThat(refusal(caller::client)).isEqualTo("The token has no azp claim.");
        assertThat(refusal(caller::person)).isEqualTo("The token has no person claim.");
        assertThat(caller.sources()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"north/x", "no rth", "-north", "n\u0000"})
    void a_claim_of_the_wrong_form_is_a_403_that_does_not_repeat_it(String district) {
        assertThat(refusal(caller(Map.of("district", district))::district))
                .isEqualTo("The token's district claim must be 1 to 64 letters, digits, dots, dashes or underscores.");
        assertThat(refusal(caller(Map.of("azp", "a\nb"))::client)).startsWith("The token's azp claim must not hold");
    }

    @Test
    void without_the_sign_in_a_token_says_when_it_was_issued_in_whole_seconds_or_says_nothing() {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        long seconds = noon.getEpochSecond();
        assertThat(caller(Map.of("iat", seconds)).signedInAt()).contains(noon);
        assertThat(caller(Map.of("iat", Json.createValue(seconds))).signedInAt())
                .contains(noon);
        assertThat(caller(Map.of("iat", Json.createValue(seconds + 0.9))).signedInAt())
                .contains(noon);
        assertThat(caller(Map.of("iat", "noon")).signedInAt()).isEmpty();
        assertThat(caller(Map.of("azp", "app")).signedInAt()).isEmpty();
        assertThat(caller(Map.of("iat", Long.MAX_VALUE)).signedInAt()).isEmpty();
    }

    @Test
    void a_token_says_when_its_person_signed_in_and_that_is_never_later_than_it_was_issued() {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        long seconds = noon.getEpochSecond();
        assertThat(caller(Map.of("iat", seconds, "auth_time", seconds - 3600)).signedInAt())
                .contains(noon.minusSeconds(3600));
        assertThat(caller(Map.of("iat", seconds, "auth_time", Json.createValue(seconds - 3600)))
                        .signedInAt())
                .contains(noon.minusSeconds(3600));
        assertThat(caller(Map.of("iat", seconds, "auth_time", seconds + 3600)).signedInAt())
                .contains(noon);
        assertThat(caller(Map.of("auth_time", seconds)).signedInAt()).isEmpty();
        assertThat(caller(Map.of("auth_time", seconds)).isAuthTimeValid()).isTrue();
        assertThat(caller(Map.of("iat", seconds)).isAuthTimeValid()).isTrue();
    }

    @Test
    void a_sign_in_at_no_time_is_a_403_that_names_it() {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        for (Object wrong : List.of("noon", Json.createValue("noon"), -1L, Long.MAX_VALUE, JsonValue.NULL)) {
            Caller caller = caller(Map.of("iat", noon.getEpochSecond(), "auth_time", wrong));
            assertThat(caller.isAuthTimeValid()).isFalse();
            assertThat(refusal(caller::signedInAt)).isEqualTo("The token's auth_time claim must be a time.");
        }
    }

    @Test
    void a_claim_of_another_type_is_none() {
        Caller caller = caller(Map.of(
                "district", Json.createArrayBuilder(List.of("north")).build(), "azp", 7L, "sources", "/sis/north"));
        assertThat(refusal(caller::district)).isEqualTo("The token has no district claim.");
        assertThat(refusal(caller::client)).isEqualTo("The token has no azp claim.");
        assertThat(caller.sources()).isEmpty();
    }

    @Test
    void who_answers_for_a_call_is_the_person_or_else_the_client() {
        assertThat(caller(Map.of("person", "g-1", "azp", "family-app")).actor())
                .isEqualTo(new Actor.Person(new PersonId("g-1")));
        assertThat(caller(Map.of("azp", "roster")).actor()).isEqualTo(new Actor.Client("roster"));
        assertThat(refusal(caller(Map.of("person", 7, "azp", "roster"))::actor))
                .isEqualTo("The token has no person claim.");
        assertThat(refusal(caller(Map.of())::actor)).isEqualTo("The token has no azp claim.");
    }

    @Test
    void I_54_the_application_of_a_token_is_its_azp_or_else_its_client_id_if_that_can_be_one() {
        assertThat(caller(Map.of("azp", "office", "client_id", "other")).application())
                .contains("office");
        assertThat(caller(Map.of("client_id", Json.createValue("office"))).application())
                .contains("office");
        assertThat(caller(Map.of("azp", "a".repeat(256))).application()).isEmpty();
        assertThat(caller(Map.of("azp", "a\nb")).application()).isEmpty();
        assertThat(caller(Map.of("azp", 7)).application()).isEmpty();
        assertThat(caller(Map.of()).application()).isEmpty();
    }

    @Test
    void groups_are_the_texts_of_an_array_that_can_be_a_groups_name() {
        assertThat(caller(Map.of(
                                "groups",
                                Json.createArrayBuilder(Arrays.asList("office", 7, "", " office", "a/b"))
                                        .build()))
                        .groups())
                .containsExactlyInAnyOrder(new GroupId("office"), new GroupId("a/b"));
        assertThat(caller(Map.of("groups", Set.of("office"))).groups()).containsExactly(new GroupId("office"));
        assertThat(caller(Map.of("groups", "office")).groups()).isEmpty();
        assertThat(caller(Map.of()).groups()).isEmpty();
    }
}
