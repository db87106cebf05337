package org.belltower.registry.idempotency.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.belltower.model.DistrictId;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.idempotency.Claim;
import org.belltower.registry.idempotency.Fingerprint;
import org.belltower.registry.idempotency.IdempotencyKey;
import org.belltower.registry.loop.Purge;
import org.junit.jupiter.api.Test;

class PostgresIdempotentCallsIT {
    private static final RegistryDatabase DATABASE = new RegistryDatabase();
    private static final IdempotencyKey KEY = new IdempotencyKey("sis", "night-1");
    private static final Fingerprint BODY = Fingerprint.of(bytes("body"));

    private final DistrictId north =
            new DistrictId("d-" + UUID.randomUUID().toString().substring(0, 8));
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final PostgresIdempotentCalls calls = new PostgresIdempotentCalls(DATABASE.transactions(), () -> now);

    @Test
    void the_first_is_done_and_the_others_get_its_answer_for_a_day() {
        Claim.First first = (Claim.First) claim();
        assertThat(claim()).isEqualTo(new Claim.Running());
        calls.answered(north, KEY, first, "answer");

        now = now.plus(PostgresIdempotentCalls.KEPT);
        assertThat(claim())
                .isInstanceOfSatisfying(
                        Claim.Answered.class,
                        answered -> assertThat(answered.answer()).isEqualTo("answer"));
        now = now.plusMillis(1);
        assertThat(claim()).isInstanceOf(Claim.First.class);
    }

    @Test
    void an_answer_is_forgotten_after_a_day_whether_its_district_calls_again_or_not() {
        DistrictId south = new DistrictId(north.value() + "-south");
        calls.answered(north, KEY, (Claim.First) claim(), "answer");
        assertThat(calls.claim(south, KEY, BODY)).isInstanceOf(Claim.First.class);
        now = now.plus(Duration.ofHours(1));
        IdempotencyKey later = new IdempotencyKey("sis", "night-2");
        assertThat(calls.claim(south, later, BODY)).isInstanceOf(Claim.First.class);
        Instant tomorrow = now.plus(PostgresIdempotentCalls.KEPT).minus(Duration.ofMinutes(30));
        Purge purge = new Purge(
                "answers", new PostgresOldAnswers(DATABASE.relay()), PostgresIdempotentCalls.KEPT, () -> tomorrow);

        int _ = purge.tick();

        assertThat(keys(north)).isEmpty();
        assertThat(keys(south)).containsExactly(later.value());
        assertThat(purge.tick()).isZero();
    }

    @Test
    void old_answers_go_in_portions_oldest_first() {
        Instant first = Instant.parse("2020-11-20T12:00:00Z");
        now = first;
        for (int call = 0; call < 5; call++) {
            assertThat(calls.claim(north, new IdempotencyKey("sis", "call-" + call), BODY))
                    .isInstanceOf(Claim.First.class);
            now = now.plusMillis(1);
        }
        PostgresOldAnswers old = new PostgresOldAnswers(DATABASE.relay());
        assertThat(old.forget(first.plusMillis(5), 1)).isEqualTo(1);
        assertThat(keys(north)).containsExactly("call-1", "call-2", "call-3", "call-4");
        assertThat(old.forget(first.plusMillis(4), 2)).isEqualTo(2);
        assertThat(keys(north)).containsExactly("call-3", "call-4");
    }

    @Test
    void what_is_old_counts_no_more_before_it_is_forgotten() {
        calls.answered(north, KEY, (Claim.First) claim(), "answer");
        now = now.plus(PostgresIdempotentCalls.KEPT).plusMillis(1);

        Fingerprint other = Fingerprint.of(bytes("other"));
        assertThat(calls.claim(north, KEY, other)).isInstanceOf(Claim.First.class);
        assertThat(calls.claim(north, KEY, other)).isEqualTo(new Claim.Running());
    }

    private static List<String> keys(DistrictId district) {
        return DATABASE.transactions()
                .read(
                        district,
                        handle -> handle.createQuery("SELECT key FROM idempotent_call ORDER BY key")
                                .mapTo(String.class)
                                .list());
    }

    @Test
    void another_body_under_the_same_key_is_told_apart() {
        Claim.First first = (Claim.First) claim();
        assertThat(calls.claim(north, KEY, Fingerprint.of(bytes("other")))).isEqualTo(new Claim.OtherBody());
        calls.answered(north, KEY, first, "answer");
        assertThat(calls.claim(north, KEY, Fingerprint.of(bytes("other")))).isEqualTo(new Claim.OtherBody());
    }

    @Test
    void a_key_belongs_to_one_client_of_one_district() {
        claim();

        assertThat(calls.claim(north, new IdempotencyKey("office", "night-1"), BODY))
                .isInstanceOf(Claim.First.class);
        assertThat(calls.claim(new DistrictId(north.value() + "x"), KEY, BODY)).isInstanceOf(Claim.First.class);
    }

    @Test
    void a_call_that_failed_gives_its_key_back() {
        calls.failed(north, KEY, (Claim.First) claim());

        assertThat(claim()).isInstanceOf(Claim.First.class);
    }

    @Test
    void a_call_that_never_ended_is_taken_over_and_says_nothing_any_more() {
        Claim.First killed = (Claim.First) claim();
        now = now.plus(PostgresIdempotentCalls.ABANDONED);
        assertThat(claim()).isEqualTo(new Claim.Running());
        now = now.plus(Duration.ofMillis(1));
        Claim.First second = (Claim.First) claim();

        calls.answered(north, KEY, killed, "late");
        calls.failed(north, KEY, killed);
        assertThat(claim()).isEqualTo(new Claim.Running());
        calls.answered(north, KEY, second, "answer");
        assertThat(claim())
                .isInstanceOfSatisfying(
                        Claim.Answered.class,
                        answered -> assertThat(answered.answer()).isEqualTo("answer"));
    }

    private Claim claim() {
        return calls.claim(north, KEY, BODY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
