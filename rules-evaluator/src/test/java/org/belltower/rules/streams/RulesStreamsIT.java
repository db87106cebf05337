package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.rules.Given.HIGH;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.streams.Copies.PATIENCE;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.embedded.host.FreePorts;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.DeviceId;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Member;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.change.Score;
import org.belltower.model.outcome.Decision;
import org.belltower.model.push.PushId;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.TopicsAtStart;
import org.belltower.service.streams.TopologyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The topology on a Kafka that is killed and comes back.
class RulesStreamsIT {
    private static final int STUDENTS = 20;
    private static final int EVENTS = 1_000;
    /// Ten seconds, and some for a slow machine.
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(20);

    private final Heard heard = new Heard();

    @Test
    void C4_killing_and_returning_kafka_loses_no_event_and_tells_none_twice(@TempDir Path folder) {
        try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
                Wire wire = new Wire(kafka.bootstrapServers(), Topics.PUSH_ALERTS, Topics.DECISIONS)) {
            new TopicsAtStart(admin, Duration.ofSeconds(10)).createOrVerify(Topics.all());
            RulesStreams streams = Copies.start(settings(kafka.bootstrapServers(), folder.resolve("state")), heard);
            try {
                List<ChangeEvent> events = new ArrayList<>();
                writeDistrict(wire);
                writeHalf(wire, events);
                Seen seen = new Seen();
                await().atMost(PATIENCE).until(() -> seen.take(wire) > 0);
                kafka.kill();
                kafka.restart();
                writeHalf(wire, events);
                await().atMost(PATIENCE).until(() -> seen.take(wire) >= EVENTS);

                assertThat(seen.decided).containsExactlyInAnyOrderElementsOf(ids(events));
                assertThat(seen.pushed).containsExactlyInAnyOrderElementsOf(pushIds(events));
            } finally {
                streams.close();
            }
        }
        assertThat(heard.ended).hasValue(0);
    }

    @Test
    void while_the_start_waits_for_kafka_the_state_is_told_and_closing_does_not_wait_for_it(@TempDir Path folder)
            throws Exception {
        RulesStreams streams = Copies.make(settings("127.0.0.1:" + FreePorts.find(), folder), heard);
        Thread starting = Thread.ofPlatform().start(streams::start);
        await().atMost(PATIENCE)
                .until(() -> streams.state().equals(new TopologyRun.State.Started(KafkaStreams.State.REBALANCING)));

        Thread closing = Thread.ofPlatform().start(streams::close);

        assertThat(closing.join(CLOSED_WITHIN)).isTrue();
        assertThat(starting.join(CLOSED_WITHIN)).isTrue();
        assertThat(streams.state()).isEqualTo(new TopologyRun.State.Waiting());
        assertThat(heard.ended).hasValue(0);
    }

    /// What the neighbours saw from the beginning, for the consumer began at the earliest record.
    private static final class Seen {
        private final List<EventId> decided = new ArrayList<>();
        private final List<PushId> pushed = new ArrayList<>();

        int take(Wire wire) {
            wire.read().forEach(record -> {
                if (record.topic().equals(Topics.DECISIONS.name())) {
                    Decision decision = Wire.decode(record, MessageType.DECISION);
                    decided.add(decision.event());
                } else {
                    pushed.add(Wire.decode(record, MessageType.PUSH).id());
                }
            });
            return Math.min(decided.size(), pushed.size());
        }
    }

    private static TopologyRun.Settings settings(String bootstrapServers, Path state) {
        return Copies.settings(bootstrapServers, state, "it", Duration.ofSeconds(8));
    }

    private static void writeDistrict(Wire wire) {
        for (Settings settings : List.of(district(), school(), calendar())) {
            wire.write(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, NOON));
        }
        for (int i = 0; i < STUDENTS; i++) {
            Audience audience = new Audience(
                    NORTH,
                    student(i),
                    1,
                    Set.of(THIS_YEAR),
                    List.of(new Member(MUM, guardian(), List.of(device(phone(i))))));
            wire.write(Topics.AUDIENCE, MessageType.AUDIENCE.encode(audience, NOON));
        }
        wire.flush();
    }

    private static void writeHalf(Wire wire, List<ChangeEvent> events) {
        int first = events.size();
        for (int i = first; i < first + EVENTS / 2; i++) {
            ChangeEvent event = live(
                    new AssignmentScored(
                            student(i % STUDENTS), HIGH, THIS_YEAR, "essay", new Score.Percent(BigDecimal.valueOf(i))),
                    NOON.plusSeconds(i));
            events.add(event);
            wire.write(Topics.CHANGES, ChangeCodec.encode(event));
        }
        wire.flush();
    }

    private static List<EventId> ids(List<ChangeEvent> events) {
        return events.stream().map(ChangeEvent::id).toList();
    }

    private static List<PushId> pushIds(List<ChangeEvent> events) {
        return events.stream()
                .map(event -> PushId.of(
                        NORTH,
                        event.id(),
                        new DeviceId("phone-" + event.change().student())))
                .toList();
    }

    private static StudentId student(int i) {
        return new StudentId("s" + i);
    }

    private static DeviceId phone(int i) {
        return new DeviceId("phone-s" + i);
    }
}
