package org.belltower.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.belltower.model.PersonId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A7, I-28.
class SignInTest {
    private static final Instant ENDED = Instant.parse("2026-11-20T12:00:00.5Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T11:59:59Z, false",
        "2026-11-20T12:00:00Z, false",
        "2026-11-20T12:00:00.9Z, false",
        "2026-11-20T12:00:01Z, true",
        ", false"
    })
    void a_token_opens_a_session_if_it_was_issued_in_a_second_after_the_one_in_which_all_were_ended(
            @Nullable Instant issued, boolean opens) {
        assertThat(new SignIn(new PersonId("ana"), issued).isAfter(ENDED)).isEqualTo(opens);
    }
}
