package org.belltower.registry.idempotency.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.belltower.model.DistrictId;
import org.belltower.registry.idempotency.Claim;
import org.belltower.registry.idempotency.Fingerprint;
import org.belltower.registry.idempotency.IdempotencyKey;
import org.belltower.registry.postgres.DistrictTransactions;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keeps what was answered to calls with a key, for a day. An older answer counts no more, and goes from time to time
/// ([PostgresOldAnswers]).
///
/// A call whose process was killed would hold its key for ever, so another attempt takes the key over after a while.
/// That is for calls that may be done twice: the key spares the work and gives the first answer again, it is not what
/// makes a repetition harmless.
///
/// Blocks; thread-safe.
public final class PostgresIdempotentCalls {
    public static final Duration KEPT = Duration.ofHours(24);
    /// Longer than any call takes.
    public static final Duration ABANDONED = Duration.ofMinutes(2);

    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresIdempotentCalls(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Takes the key, or says why it is not free. Whoever is the first calls [#answered] or [#failed].
    public Claim claim(DistrictId district, IdempotencyKey key, Fingerprint body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.write(district, handle -> {
            int taken = handle.createUpdate("""
                            INSERT INTO idempotent_call (client, key, fingerprint, began)
                            VALUES (:client, :value, :fingerprint, :now)
                            ON CONFLICT (district, client, key) DO UPDATE SET
                                began = excluded.began, fingerprint = excluded.fingerprint, answer = NULL
                            WHERE idempotent_call.began < :old
                                OR (idempotent_call.answer IS NULL AND idempotent_call.began < :abandoned
                                    AND idempotent_call.fingerprint = excluded.fingerprint)
                            """)
                    .bindMethods(key)
                    .bind("fingerprint", body.sha256())
                    .bind("now", now)
                    .bind("old", now.minus(KEPT))
                    .bind("abandoned", now.minus(ABANDONED))
                    .execute();
            return taken == 1 ? new Claim.First(now) : found(handle, key, body);
        });
    }

    private static Claim found(Handle handle, IdempotencyKey key, Fingerprint body) {
        return handle.createQuery(
                        "SELECT fingerprint, answer FROM idempotent_call WHERE client = :client AND key = :value")
                .bindMethods(key)
                .map((row, context) -> found(row.getString("fingerprint"), row.getString("answer"), body))
                .findOne()
                // It failed between the two statements: whoever asks again may be the first.
                .orElseGet(Claim.Running::new);
    }

    private static Claim found(String fingerprint, @Nullable String answer, Fingerprint body) {
        if (!fingerprint.equals(body.sha256())) {
            return new Claim.OtherBody();
        }
        return answer == null ? new Claim.Running() : new Claim.Answered(answer);
    }

    /// Keeps the answer. Nothing happens if another attempt has taken the key over.
    public void answered(DistrictId district, IdempotencyKey key, Claim.First first, String answer) {
        transactions.change(
                district,
                handle -> handle.createUpdate("""
                                UPDATE idempotent_call SET answer = :answer
                                WHERE client = :client AND key = :value AND began = :began AND answer IS NULL
                                """)
                        .bindMethods(key)
                        .bind("began", first.began())
                        .bind("answer", answer)
                        .execute());
    }

    /// Gives the key back: the call may be repeated under it.
    public void failed(DistrictId district, IdempotencyKey key, Claim.First first) {
        transactions.change(
                district,
                handle -> handle.createUpdate("""
                                DELETE FROM idempotent_call
                                WHERE client = :client AND key = :value AND began = :began AND answer IS NULL
                                """)
                        .bindMethods(key)
                        .bind("began", first.began())
                        .execute());
    }
}
