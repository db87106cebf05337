package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;
import static org.belltower.rules.Given.switchedOn;
import static org.belltower.rules.streams.Copies.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Member;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.TopicsAtStart;
import org.belltower.service.streams.TopologyRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of the topology that end and come back, on a Kafka of their own.
@SuppressWarnings("NullAway.Init") // Opened before the tests.
class RulesRestartIT {
    private static final Duration SESSION = Duration.ofSeconds(8);
    /// A session timeout that nobody waits for: what happens before it happens because a copy has left.
    private static final Duration FAR_TOO_LONG = Duration.ofMinutes(5);
    /// At once, and some for a slow machine.
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    private static final int STUDENTS = 60;
    private static final StudentId BEN = new StudentId("ben");

    private static EmbeddedKafka kafka;
    private static Admin admin;
    private static Wire wire;

    private int bensChanges;

    @BeforeAll
    static void open() {
        kafka = EmbeddedKafka.temporary();
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        new TopicsAtStart(admin, PATIENCE).createOrVerify(Topics.all());
        wire = new Wire(kafka.bootstrapServers(), Topics.DECISIONS);
    }

    @AfterAll
    static void close() {
        wire.close();
        admin.close();
        kafka.close();
    }

    @Test
    void the_position_of_the_settings_is_where_the_topic_ends_before_and_after_a_restart(@TempDir Path state) {
        try (RulesStreams streams = start(state, "one", SESSION)) {
            writeSettings();
            awaitEnds(streams);
        }
        Map<Integer, Long> ends = new KafkaEnds(admin).of(Topics.SETTINGS);
        try (RulesStreams streams = start(state, "one", SESSION)) {
            assertThat(streams.settingsPosition()).isEqualTo(ends);
            writeSettings();
            awaitEnds(streams);
        }
    }

    @Test
    void the_work_of_a_copy_that_is_stopped_is_taken_over_at_once_and_taken_back_when_it_returns(@TempDir Path state) {
        Deque<RulesStreams> copies = new ArrayDeque<>();
        try {
            copies.add(start(state, "one", FAR_TOO_LONG));
            copies.add(start(state, "two", FAR_TOO_LONG));
            awaitDecided(writeChanges());

            copies.remove().close();
            awaitDecided(writeChanges());

            copies.add(start(state, "one", FAR_TOO_LONG));
            copies.remove().close();
            awaitDecided(writeChanges());
        } finally {
            copies.forEach(RulesStreams::close);
        }
    }

    @Test
    void I_20_a_record_without_a_timestamp_ends_nothing_neither_now_nor_after_a_restart(@TempDir Path state) {
        WireRecord timeless = MessageType.SETTINGS.encode(school(), NOON);
        for (int start = 0; start < 2; start++) {
            try (RulesStreams streams = start(state, "one", SESSION)) {
                wire.writeTimeless(Topics.SETTINGS, timeless);
                ChangeEvent event = live(scored(Integer.toString(start)), NOON.plusSeconds(10_000 + start));
                wire.writeTimeless(Topics.CHANGES, ChangeCodec.encode(event));
                wire.flush();
                awaitDecided(Set.of(event.id()));
                assertThat(streams.state()).isEqualTo(new TopologyRun.State.Started(KafkaStreams.State.RUNNING));
            }
        }
    }

    /// An event that was taken and not decided (R15).
    @Test
    void A1_an_event_that_waits_for_a_stopped_copy_while_the_district_is_off_is_told_no_more(@TempDir Path state) {
        writeSettings();
        wire.write(Topics.AUDIENCE, MessageType.AUDIENCE.encode(bensAudience(), NOON));
        wire.flush();
        try (RulesStreams _ = start(state, "one", SESSION)) {
            // Audiences come by another way than changes: try until this one is known.
            await().atMost(PATIENCE).until(() -> isTold(decisionOf(bensChange())));
        }
        writeDistrict(new DistrictSettings(NORTH, 2, false, true, 2027, null));
        ChangeEvent waits = bensChange();
        writeDistrict(switchedOn(Instant.now()));
        try (RulesStreams _ = start(state, "one", SESSION)) {
            assertThat(decisionOf(waits).candidates())
                    .containsExactly(new Decision.Skipped(MUMS_PHONE, MUM, Reason.DISTRICT_OFF));
            assertThat(isTold(decisionOf(bensChange()))).isTrue();
        }
    }

    private static Audience bensAudience() {
        Member mum = new Member(MUM, guardian(), List.of(device(MUMS_PHONE)));
        return new Audience(NORTH, BEN, 1, Set.of(THIS_YEAR), List.of(mum));
    }

    /// Writes the next one, as it would be taken now. Returns when Kafka has it.
    private ChangeEvent bensChange() {
        bensChanges++;
        ChangeEvent event = live(scored(Integer.toString(bensChanges), BEN), NOON.plusSeconds(bensChanges));
        wire.write(Topics.CHANGES, ChangeCodec.encode(event));
        wire.flush();
        return event;
    }

    private static void writeDistrict(DistrictSettings district) {
        wire.write(Topics.SETTINGS, MessageType.SETTINGS.encode(district, NOON));
        wire.flush();
    }

    private static Decision decisionOf(ChangeEvent event) {
        List<Decision> decisions = new ArrayList<>();
        await().atMost(AT_ONCE).until(() -> {
            wire.read().stream()
                    .map(record -> Wire.decode(record, MessageType.DECISION))
                    .filter(decision -> decision.event().equals(event.id()))
                    .forEach(decisions::add);
            return !decisions.isEmpty();
        });
        return decisions.getFirst();
    }

    private static boolean isTold(Decision decision) {
        return !decision.candidates().isEmpty()
                && decision.candidates().stream().allMatch(Decision.Pushed.class::isInstance);
    }

    /// Of students of every partition.
    private static Set<EventId> writeChanges() {
        Set<EventId> written = new HashSet<>();
        for (int i = 0; i < STUDENTS; i++) {
            ChangeEvent event = live(scored("85", new StudentId("s-" + i)), NOON);
            wire.write(Topics.CHANGES, ChangeCodec.encode(event));
            written.add(event.id());
        }
        wire.flush();
        return written;
    }

    private static void awaitDecided(Set<EventId> written) {
        Set<EventId> missing = new HashSet<>(written);
        await().atMost(AT_ONCE).untilAsserted(() -> {
            wire.read()
                    .forEach(record -> missing.remove(
                            Wire.decode(record, MessageType.DECISION).event()));
            assertThat(missing).isEmpty();
        });
    }

    private static void writeSettings() {
        for (Settings settings : List.of(district(), school(), calendar())) {
            wire.write(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, NOON));
        }
        wire.flush();
    }

    private static void awaitEnds(RulesStreams streams) {
        Map<Integer, Long> ends = new KafkaEnds(admin).of(Topics.SETTINGS);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(streams.settingsPosition()).isEqualTo(ends));
    }

    private static RulesStreams start(Path state, String instance, Duration session) {
        return Copies.start(
                Copies.settings(kafka.bootstrapServers(), state.resolve(instance), instance, session), new Heard());
    }
}
