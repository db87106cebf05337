package org.belltower.benchmarks.rules;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.belltower.benchmarks.process.Unwinding;
import org.belltower.embedded.kafka.KafkaProcess;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.TopicsAtStart;
import org.jspecify.annotations.Nullable;

/// A Kafka of one contestant's own, with a school's settings and audiences, from which events are fed and in which is
/// counted what is decided. Not thread-safe.
final class RulesBed implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// It warns of each partition for which the last transaction is still being ended, and tries again.
    private static final Logger SENDER = Logger.getLogger("org.apache.kafka.clients.producer.internals.Sender");

    static {
        SENDER.setLevel(Level.SEVERE);
    }

    private final SampleSchool school;
    private final Unwinding open = new Unwinding();
    private final KafkaProcess kafka;
    private final Producer<byte[], byte[]> producer;
    private final Results results;

    /// Blocks for seconds; with many students for a minute.
    RulesBed(Path folder, SampleSchool school) throws InterruptedException {
        this.school = school;
        this.kafka = open.later(KafkaProcess.start(folder));
        KafkaClients clients =
                new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        try (Admin admin = clients.admin("benchmark", TIMEOUT)) {
            List<String> wrong = new TopicsAtStart(admin, TIMEOUT).createOrVerify(Topics.all());
            if (!wrong.isEmpty()) {
                throw new IllegalStateException(wrong.toString());
            }
        }
        producer = open.later(clients.producer(
                "benchmark",
                Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "benchmark",
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Math.toIntExact(LONGEST.toMillis()))));
        producer.initTransactions();
        writeSchool();
        results = open.later(new Results(kafka.bootstrapServers()));
    }

    private void writeSchool() {
        Instant now = Instant.now();
        producer.beginTransaction();
        for (Settings settings : SampleSchool.settings()) {
            send(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, now));
        }
        for (int student = 0; student < school.students(); student++) {
            send(Topics.AUDIENCE, MessageType.AUDIENCE.encode(school.audience(student), now));
        }
        producer.commitTransaction();
    }

    private void send(TopicSpec topic, WireRecord record) {
        // The commit fails if one of them did.
        Future<?> _ = producer.send(KafkaRecords.toProducerRecord(topic, record));
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    SampleSchool school() {
        return school;
    }

    Results results() {
        return results;
    }

    /// Tells of all items of the first student, and blocks until that is known.
    void learned() {
        Set<String> ids = begin(IntStream.range(0, school.items()).mapToObj(school::known));
        await(new Fed(ids, Set.of()), Reason.NOT_LIVE);
    }

    /// Writes the events of a segment; nobody sees them yet.
    ///
    /// @param poison how many records that nobody can use stand among them, evenly
    Fed prepare(int segment, int events, int poison) {
        Instant now = Instant.now();
        long first = (long) segment * events;
        Set<String> ids = new HashSet<>();
        Map<Future<RecordMetadata>, Poison> spoiled = new HashMap<>();
        producer.beginTransaction();
        int laid = 0;
        for (int number = 0; number < events; number++) {
            ids.add(tell(school.event(segment, first + number, now)));
            for (; laid < poison * (number + 1L) / events; laid++) {
                Poison kind = Poison.KINDS.get(laid % Poison.KINDS.size());
                spoiled.put(producer.send(kind.of(school.essay(segment, laid % school.students(), now))), kind);
            }
        }
        producer.flush();
        Set<Results.Letter> letters = new HashSet<>();
        spoiled.forEach((sent, kind) -> letters.add(letter(sent.resultNow(), kind)));
        return new Fed(ids, letters);
    }

    private static Results.Letter letter(RecordMetadata place, Poison kind) {
        return new Results.Letter(new TopicPartition(place.topic(), place.partition()), place.offset(), kind.reason());
    }

    private Set<String> begin(Stream<ChangeEvent> events) {
        producer.beginTransaction();
        Set<String> ids = events.map(this::tell).collect(Collectors.toSet());
        producer.flush();
        return ids;
    }

    private String tell(ChangeEvent event) {
        send(Topics.CHANGES, ChangeCodec.encode(event));
        return event.id().id();
    }

    /// Writes one event about each of the students, for all to see.
    ///
    /// @param segment another one brings other values
    /// @return their ids
    Set<String> write(int segment, List<Integer> students) {
        Instant now = Instant.now();
        Set<String> ids = begin(students.stream().map(student -> school.event(segment, student, now)));
        producer.commitTransaction();
        return ids;
    }

    /// Lets everybody see what was prepared, and blocks until each is decided and told to all of its devices.
    ///
    /// @return how long that took
    /// @throws IllegalStateException if one is not decided in time, or twice, or otherwise than expected,
    ///     or something else is put aside than has to be
    Duration decided(Fed fed) {
        return await(fed, null);
    }

    private Duration await(Fed fed, @Nullable Reason reason) {
        Set<String> missing = new HashSet<>(fed.events());
        long pushes = reason == null ? (long) missing.size() * school.devices() : 0;
        long before = results.pushes();
        long began = System.nanoTime();
        producer.commitTransaction();
        while (!missing.isEmpty()
                || results.pushes() < before + pushes
                || results.letters() < fed.letters().size()) {
            for (Results.Decided decided : results.poll()) {
                if (decided.reason() != reason || !missing.remove(decided.event())) {
                    throw new IllegalStateException(decided + " was decided twice, or not as expected: " + reason);
                }
            }
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new IllegalStateException(
                        "%d events are not decided after %s".formatted(missing.size(), LONGEST));
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        if (results.pushes() != before + pushes) {
            throw new IllegalStateException("%d pushes were made, not %d".formatted(results.pushes() - before, pushes));
        }
        requireLetters(fed.letters(), results.takeLetters());
        return taken;
    }

    private static void requireLetters(Set<Results.Letter> expected, Set<Results.Letter> found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("put aside, but not expected: %s; expected, but not put aside: %s"
                    .formatted(without(found, expected), without(expected, found)));
        }
    }

    private static List<Results.Letter> without(Set<Results.Letter> letters, Set<Results.Letter> others) {
        return letters.stream()
                .filter(letter -> !others.contains(letter))
                .limit(5)
                .toList();
    }

    @Override
    public void close() {
        open.close();
    }
}
