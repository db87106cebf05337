package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.rules.streams.Copies.PATIENCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.outcome.Decision;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.model.Fate;
import org.belltower.rules.model.Histories;
import org.belltower.rules.model.RulesModel;
import org.belltower.rules.model.Step;
import org.belltower.rules.model.Story;
import org.belltower.service.kafka.TopicsAtStart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R1 and R14 at once: the evaluator is killed and stopped amid random histories, and decides what the [RulesModel]
/// says, each event once. With `-Dbelltower.seed=` they are those of a failure.
///
/// The histories go on side by side. What is written to one topic is decided before something is written to another:
/// their order would be Kafka's. No time passes but that of the test, so nothing is near a limit: a push lives half a
/// day, what happened is ten minutes old or a day, and it is noon at the schools.
class RulesModelIT {
    private static final int HISTORIES = 30;
    private static final int STEPS = 40;
    private static final List<Integer> KILLED_IN_ROUNDS = List.of(4, 11);
    private static final int STOPPED_IN_ROUND = 17;

    private final long seed = Long.getLong("belltower.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
    private final Map<DistrictId, Telling> tellings = new HashMap<>();
    private final Map<DistrictId, Map<StudentId, List<Decision>>> decided = new HashMap<>();
    private final Map<PushId, Deque<Push>> pushed = new HashMap<>();
    private int decisions;

    @Test
    void R14_an_evaluator_that_is_killed_and_stopped_amid_random_histories_decides_what_the_model_says(
            @TempDir Path folder) {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
                Wire wire =
                        new Wire(kafka.bootstrapServers(), Topics.DECISIONS, Topics.PUSH_ALERTS, Topics.DEAD_LETTERS)) {
            new TopicsAtStart(admin, PATIENCE).createOrVerify(Topics.all());
            IntStream.range(0, HISTORIES)
                    .mapToObj(i -> new DistrictId("d-" + i))
                    .forEach(district -> tellings.put(district, new Telling(district)));
            tell(kafka.bootstrapServers(), folder, wire, new KafkaEnds(admin));
            int expected = tellings.values().stream()
                    .mapToInt(telling -> telling.fates.size())
                    .sum();
            await("decisions of seed " + seed).atMost(PATIENCE).until(() -> read(wire) >= expected);
            read(wire);
        }
        assertThat(pushed).as("of seed %d", seed).hasSizeGreaterThan(HISTORIES);
        tellings.forEach((district, telling) -> assertThat(fates(district))
                .as("%s of seed %d: %s", district, seed, telling.history)
                .isEqualTo(telling.byStudent()));
        assertThat(pushed.values())
                .as("pushes that no decision names, of seed %d", seed)
                .allMatch(Deque::isEmpty);
    }

    private void tell(String bootstrapServers, Path folder, Wire wire, KafkaEnds ends) {
        ChildJvm rules = RulesToBeKilled.launch(bootstrapServers, folder);
        try {
            for (int round = 0; tellings.values().stream().anyMatch(Telling::goesOn); round++) {
                tellings.values().forEach(telling -> telling.writeSome(wire));
                wire.flush();
                if (KILLED_IN_ROUNDS.contains(round)) {
                    LockSupport.parkNanos(random.nextLong(Duration.ofMillis(150).toNanos()));
                    rules.kill();
                    rules = RulesToBeKilled.launch(bootstrapServers, folder);
                } else if (round == STOPPED_IN_ROUND) {
                    rules.stop();
                    rules = RulesToBeKilled.launch(bootstrapServers, folder);
                }
                await("round %d of seed %d".formatted(round, seed))
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> isDecided(folder, ends));
            }
        } finally {
            rules.stop();
        }
    }

    private static boolean isDecided(Path folder, KafkaEnds ends) throws IOException {
        Path position = RulesToBeKilled.position(folder);
        return ends.areReached(List.of(Topics.CHANGES, Topics.AUDIENCE))
                && Files.exists(position)
                && Files.readString(position).equals(ends.of(Topics.SETTINGS).toString());
    }

    /// @return how many decisions there are until now
    private int read(Wire wire) {
        wire.read().forEach(record -> {
            if (record.topic().equals(Topics.DECISIONS.name())) {
                Decision decision = Wire.decode(record, MessageType.DECISION);
                decided.computeIfAbsent(decision.district(), _ -> new HashMap<>())
                        .computeIfAbsent(decision.student(), _ -> new ArrayList<>())
                        .add(decision);
                decisions++;
            } else if (record.topic().equals(Topics.PUSH_ALERTS.name())) {
                Push push = Wire.decode(record, MessageType.PUSH);
                pushed.computeIfAbsent(push.id(), _ -> new ArrayDeque<>()).add(push);
            } else {
                throw new AssertionError("a dead letter, of seed " + seed);
            }
        });
        return decisions;
    }

    private Map<StudentId, List<Fate>> fates(DistrictId district) {
        Map<StudentId, List<Fate>> fates = new HashMap<>();
        decided.getOrDefault(district, Map.of())
                .forEach((student, theirs) -> fates.put(
                        student,
                        theirs.stream()
                                .map(decision -> Fate.of(decision, this::take))
                                .toList()));
        return fates;
    }

    private @Nullable Push take(PushId id) {
        Deque<Push> pushes = pushed.get(id);
        return pushes == null ? null : pushes.poll();
    }

    /// One history on its way.
    private final class Telling {
        private final List<Step> history = Histories.timeless(random, STEPS);
        private final Deque<Story.Turn> turns = new ArrayDeque<>();
        private final List<Fate> fates = new ArrayList<>();
        private final Story story;
        private int written;

        Telling(DistrictId district) {
            ZoneId noon = ZoneOffset.ofHours(12 - start.atZone(ZoneOffset.UTC).getHour());
            story = new Story(
                    district,
                    Map.of("high", noon, "college", noon),
                    new RulesModel(
                            TimeToLive.ofAll(RulesToBeKilled.TIME_TO_LIVE).byCategory(), RulesToBeKilled.PATIENCE));
            for (Step step : history) {
                Story.Turn turn = story.take(step, start.plusSeconds(turns.size()));
                turns.add(turn);
                fates.addAll(turn.fates());
            }
        }

        boolean goesOn() {
            return !turns.isEmpty();
        }

        /// All that goes to the same topic.
        void writeSome(Wire wire) {
            TopicSpec topic = next();
            while (topic != null && topic.equals(next())) {
                if (turns.remove().deed() instanceof Story.Deed.Written deed) {
                    wire.write(topic, deed.record(), start.plusSeconds(written++));
                }
            }
        }

        private @Nullable TopicSpec next() {
            return turns.peek() != null && turns.peek().deed() instanceof Story.Deed.Written deed ? deed.topic() : null;
        }

        Map<StudentId, List<Fate>> byStudent() {
            Map<StudentId, List<Fate>> theirs = new HashMap<>();
            fates.forEach(fate -> theirs.computeIfAbsent(story.studentOf(fate.event()), _ -> new ArrayList<>())
                    .add(fate));
            return theirs;
        }
    }
}
