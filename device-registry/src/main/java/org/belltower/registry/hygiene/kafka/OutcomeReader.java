package org.belltower.registry.hygiene.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.registry.hygiene.HygieneListener;
import org.belltower.registry.hygiene.RecentEnds;
import org.belltower.registry.hygiene.Rejection;
import org.belltower.registry.hygiene.Retirement;
import org.belltower.registry.hygiene.TokenHygiene;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.KafkaUnavailableException;

/// Settles one outcome after another. A record may come twice: tokens are retired by version, and
/// suspected and cleared by the times of the outcomes, so the second time changes nothing, and a dead
/// letter twice is borne.
///
/// Not thread-safe.
final class OutcomeReader {
    private final TokenHygiene hygiene;
    private final HygieneListener listener;
    private final Producer<byte[], byte[]> deadLetterProducer;
    private final InstantSource clock;
    private final Duration timeout;
    private final RecentEnds recent = new RecentEnds();
    private final List<TokenHygiene.Acceptance> accepted = new ArrayList<>();
    private final DeadLetters deadLetters = new DeadLetters("device-registry");

    OutcomeReader(
            TokenHygiene hygiene,
            HygieneListener listener,
            Producer<byte[], byte[]> deadLetterProducer,
            InstantSource clock,
            Duration timeout) {
        this.hygiene = hygiene;
        this.listener = listener;
        this.deadLetterProducer = deadLetterProducer;
        this.clock = clock;
        this.timeout = timeout;
    }

    /// Returns when the record is settled for good; if a push was accepted, that is only with
    /// [#settleAccepted].
    ///
    /// @throws RuntimeException if that is not possible now
    void settle(ConsumerRecord<byte[], byte[]> record) {
        Outcome outcome;
        try {
            outcome = read(record);
        } catch (MalformedMessageException e) {
            giveUp(record, e.getMessage());
            return;
        }
        settle(outcome);
    }

    private void settle(Outcome outcome) {
        DistrictId district = outcome.district();
        DeviceId device = outcome.device();
        switch (outcome.result()) {
            case Result.Accepted(Provider provider) -> {
                recent.add(district, provider, new RecentEnds.End(device, outcome.at(), true));
                accepted.add(new TokenHygiene.Acceptance(district, device, outcome.at()));
            }
            case Result.TokenDead proof -> {
                settleAccepted();
                listener.settled(hygiene.died(district, device, proof, outcome.at()));
            }
            case Result.Failed failed
            when failed.reason() == Reason.TOKEN_REJECTED -> {
                recent.add(district, failed.provider(), new RecentEnds.End(device, outcome.at(), false));
                settleAccepted();
                listener.settled(rejected(outcome, failed));
            }
            case Result.Skipped _, Result.Failed _, Result.Expired _ -> {
                // Says nothing about the token.
            }
        }
    }

    private Retirement rejected(Outcome outcome, Result.Failed failed) {
        Long tokenVersion = failed.tokenVersion();
        if (tokenVersion == null) {
            return Retirement.Kept.TOKEN_NOT_TOLD;
        }
        Provider provider = failed.provider();
        return hygiene.rejected(
                outcome.district(),
                outcome.device(),
                new Rejection(provider, tokenVersion, outcome.at()),
                recent.before(outcome.at(), outcome.district(), provider));
    }

    /// Settles what was accepted: there is much of it, so it is asked for together who of these is suspect.
    ///
    /// @throws RuntimeException if that is not possible now; nothing of it is forgotten
    void settleAccepted() {
        int cleared = hygiene.accepted(accepted);
        accepted.clear();
        listener.cleared(cleared);
    }

    /// What was accepted and is not settled comes again.
    void forgetAccepted() {
        accepted.clear();
    }

    private static Outcome read(ConsumerRecord<byte[], byte[]> record) throws MalformedMessageException {
        if (record.value() == null) {
            throw new MalformedMessageException("", "has no value");
        }
        return MessageType.OUTCOME.decode(KafkaRecords.headers(record.headers()), record.value());
    }

    /// Puts the record aside, for good.
    ///
    /// @throws KafkaUnavailableException if that is not possible now
    void giveUp(ConsumerRecord<byte[], byte[]> record, String reason) {
        DeadLetters.Place place = new DeadLetters.Place(record.topic(), record.partition(), record.offset());
        try {
            var _ = deadLetterProducer
                    .send(deadLetters.of(
                            record.key(), record.value(), record.headers(), place, reason, clock.instant()))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException("a dead letter was not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while writing a dead letter", e);
        }
        listener.deadLettered();
    }
}
