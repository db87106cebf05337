package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.crowd;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;
import static org.belltower.rules.streams.Copies.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.TopicsAtStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of records of which more follows than Kafka takes as one record.
class LargeRecordsIT {
    /// As much as Kafka takes without a header.
    private static final int LARGEST_VALUE = 1_048_400;

    private final List<Decision> decisions = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();

    @Test
    void neither_a_decision_nor_a_dead_letter_is_too_large_for_kafka_and_the_partition_goes_on(@TempDir Path state) {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
                Wire wire = new Wire(kafka.bootstrapServers(), Topics.DECISIONS, Topics.DEAD_LETTERS)) {
            new TopicsAtStart(admin, PATIENCE).createOrVerify(Topics.all());
            for (Settings settings : List.of(district(), school(), calendar())) {
                wire.write(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, NOON));
            }
            Audience crowd = crowd(200);
            wire.write(Topics.AUDIENCE, MessageType.AUDIENCE.encode(crowd, NOON));
            wire.flush();
            try (RulesStreams _ = Copies.start(
                    Copies.settings(kafka.bootstrapServers(), state, "it", Duration.ofSeconds(8)), new Heard())) {
                // Audiences come by another way than changes: try until this one is known.
                for (int i = 0; !decided(Reason.AUDIENCE_TOO_LARGE) && i < 100; i++) {
                    ChangeEvent event = live(scored(Integer.toString(i)), NOON.plusSeconds(i));
                    wire.write(Topics.CHANGES, ChangeCodec.encode(event));
                    wire.flush();
                    await().atMost(PATIENCE).until(() -> isDecided(wire, event));
                }
                wire.write(Topics.CHANGES, new WireRecord(crowd.key(), Map.of(), new byte[LARGEST_VALUE]));
                ChangeEvent next = live(scored("99"), NOON.plusSeconds(1_000));
                wire.write(Topics.CHANGES, ChangeCodec.encode(next));
                wire.flush();

                await().atMost(PATIENCE).until(() -> isDecided(wire, next));
                assertThat(decisions.getLast().reason()).isEqualTo(Reason.AUDIENCE_TOO_LARGE);
                assertThat(letters).singleElement().satisfies(letter -> {
                    assertThat(letter.value()).isNull();
                    assertThat(KafkaRecords.headers(letter.headers()))
                            .containsEntry(DeadLetterHeaders.REASON, "ce_type is required")
                            .containsEntry(DeadLetterHeaders.OMITTED, "value");
                });
            }
        }
    }

    private boolean decided(Reason reason) {
        return decisions.stream().anyMatch(decision -> decision.reason() == reason);
    }

    private boolean isDecided(Wire wire, ChangeEvent event) {
        wire.read().forEach(record -> {
            if (record.topic().equals(Topics.DECISIONS.name())) {
                decisions.add(Wire.decode(record, MessageType.DECISION));
            } else {
                letters.add(record);
            }
        });
        return decisions.stream().anyMatch(decision -> decision.event().equals(event.id()));
    }
}
