package org.belltower.dispatch.app;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.dispatch.deferral.Deferral;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Pushes;
import org.belltower.dispatch.send.Rights;
import org.belltower.model.DeviceId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.audience.Revocations;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.KafkaUnavailableException;
import org.belltower.service.kafka.TopicsAtStart;

/// The rest of the suite around a dispatcher: writes bindings and pushes as the registry and the
/// evaluator do, and reads what comes of them.
final class Suite implements AutoCloseable {
    private static final List<TopicSpec> TOPICS = List.of(
            Topics.PUSH_ALERTS,
            Topics.SETTINGS,
            Topics.REVOCATIONS,
            Topics.BINDINGS,
            Topics.CREDENTIALS,
            Topics.OUTCOMES,
            Topics.DEAD_LETTERS);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaClients kafka;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicLog outcomes;
    private final TopicLog deadLetters;
    private final List<Dispatcher> dispatchers = new ArrayList<>();
    private final String name = UUID.randomUUID().toString().substring(0, 8);
    /// Higher than that of any suite before on this Kafka.
    private long version = Instant.now().toEpochMilli();

    private int devices;

    Suite(String bootstrapServers) {
        kafka = new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
        admin = kafka.admin("test", Duration.ofSeconds(20));
        TopicsAtStart topics = new TopicsAtStart(admin, Duration.ofSeconds(20));
        // A topic that somebody else makes at this moment may not be visible yet.
        await().ignoreException(KafkaUnavailableException.class)
                .until(() -> topics.createOrVerify(TOPICS).isEmpty());
        producer = producer(Map.of());
        allow();
        outcomes = new TopicLog(kafka, Topics.OUTCOMES);
        deadLetters = new TopicLog(kafka, Topics.DEAD_LETTERS);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        return new KafkaProducer<>(kafka.with(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// A dispatcher that works already.
    Dispatcher dispatcher(Map<String, String> keys) {
        return dispatcher(keys, new DispatchListener() {});
    }

    /// A dispatcher that works already and is listened to.
    Dispatcher dispatcher(Map<String, String> keys, DispatchListener listener) {
        return dispatcher(keys, listener, () -> {});
    }

    /// A dispatcher that works already, is listened to, and says when its process would end.
    Dispatcher dispatcher(Map<String, String> keys, DispatchListener listener, Runnable exit) {
        Listeners listeners = new Listeners(new DispatchLog(System::nanoTime), listener);
        return working(new Dispatcher(
                TestConfig.of(keys), kafka, listeners, new FailStop(exit), TestKeys.seal(), Optional.empty()));
    }

    /// A dispatcher that works already and has somewhere to put what waits long.
    Dispatcher dispatcher(Map<String, String> keys, Deferral deferral) {
        return working(new Dispatcher(
                TestConfig.of(keys),
                kafka,
                new DispatchLog(System::nanoTime),
                new FailStop(() -> {}),
                TestKeys.seal(),
                Optional.of(deferral)));
    }

    /// A dispatcher that has just been started.
    Dispatcher starting(Map<String, String> keys) {
        return started(new Dispatcher(
                TestConfig.of(keys),
                kafka,
                new DispatchLog(System::nanoTime),
                new FailStop(() -> {}),
                TestKeys.seal(),
                Optional.empty()));
    }

    private Dispatcher started(Dispatcher dispatcher) {
        dispatchers.add(dispatcher);
        dispatcher.start();
        return dispatcher;
    }

    private Dispatcher working(Dispatcher dispatcher) {
        started(dispatcher);
        await().atMost(PATIENCE).until(() -> dispatcher.stage() == Dispatcher.Stage.WORKING);
        return dispatcher;
    }

    /// A phone that is signed in, bound.
    Phone phone(Provider provider) {
        Phone phone = unboundPhone(provider);
        bind(phone.binding());
        return phone;
    }

    /// A phone whose binding nobody has written yet.
    Phone unboundPhone(Provider provider) {
        int number = ++devices;
        DeviceId device = new DeviceId(provider + "-" + name + "-" + number);
        byte[] token = device.value().getBytes(StandardCharsets.UTF_8);
        return new Phone(device, provider, new DeviceToken(HexFormat.of().formatHex(token)));
    }

    List<Phone> phones(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> phone(number % 2 == 0 ? Provider.APNS : Provider.FCM))
                .toList();
    }

    /// @param device its id
    /// @param token its first
    record Phone(DeviceId device, Provider provider, DeviceToken token) {
        Binding binding() {
            return Pushes.binding(device, provider, token, 1);
        }

        Binding signedOut() {
            return Pushes.binding(device, provider, null, 2, SessionState.SIGNED_OUT, Binding.Permission.ALLOWED);
        }

        Push push(String event) {
            return Pushes.push(event, device, Instant.now(), Duration.ofMinutes(10));
        }
    }

    /// The settings let every push pass, and nobody's right is withdrawn.
    void allow() {
        version++;
        Rights.all(version).forEach(this::set);
        revoke(Rights.nobody(version));
    }

    long nextVersion() {
        return ++version;
    }

    void set(Settings settings) {
        write(KafkaRecords.toProducerRecord(Topics.SETTINGS, MessageType.SETTINGS.encode(settings, Instant.now())));
    }

    void revoke(Revocations revocations) {
        write(KafkaRecords.toProducerRecord(
                Topics.REVOCATIONS, MessageType.REVOCATIONS.encode(revocations, Instant.now())));
    }

    void upload(SealedCredential credential) {
        write(KafkaRecords.toProducerRecord(
                Topics.CREDENTIALS, MessageType.CREDENTIAL.encode(credential, Instant.now())));
    }

    void bind(Binding binding) {
        write(KafkaRecords.toProducerRecord(Topics.BINDINGS, MessageType.BINDING.encode(binding, Instant.now())));
    }

    /// A binding in a transaction that hangs.
    AutoCloseable hangingTransaction(Binding binding) {
        return hangingTransaction(
                KafkaRecords.toProducerRecord(Topics.BINDINGS, MessageType.BINDING.encode(binding, Instant.now())));
    }

    /// A record in a transaction that hangs until it is closed: then it is aborted. What others
    /// write behind it, on the same partition, is acknowledged, and nobody who reads committed
    /// records sees it.
    AutoCloseable hangingTransaction(ProducerRecord<byte[], byte[]> record) {
        var transactional = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "hanging-" + name));
        transactional.initTransactions();
        transactional.beginTransaction();
        // Flushing waits for it.
        Object _ = transactional.send(record);
        transactional.flush();
        return () -> {
            transactional.abortTransaction();
            transactional.close();
        };
    }

    void unbind(RecordKey key) {
        write(new ProducerRecord<>(Topics.BINDINGS.name(), key.bytes(), null));
    }

    Push send(Push push) {
        write(KafkaRecords.toProducerRecord(Topics.PUSH_ALERTS, MessageType.PUSH.encode(push, Instant.now())));
        return push;
    }

    /// All in one transaction, as the evaluator writes them.
    void sendInTransaction(String id, List<Push> pushes) {
        try (var transactional = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            for (Push push : pushes) {
                // The commit waits for all of them.
                Object _ = transactional.send(KafkaRecords.toProducerRecord(
                        Topics.PUSH_ALERTS, MessageType.PUSH.encode(push, Instant.now())));
            }
            transactional.commitTransaction();
        }
    }

    /// From now on the topic takes no larger record; of none at all that is 0.
    void limitRecords(TopicSpec topic, int bytes) {
        new TopicLimit(admin, topic).set(bytes);
    }

    void write(ProducerRecord<byte[], byte[]> record) {
        try {
            Object _ = producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the test's record was not written", e);
        }
    }

    /// Every outcome of a push so far.
    List<Outcome> outcomes(Push push) {
        return outcomes.all().stream()
                .map(record -> TopicLog.decode(MessageType.OUTCOME, record))
                .filter(outcome -> outcome.push().equals(push.id()))
                .toList();
    }

    /// The outcomes so far, of all pushes.
    List<Outcome> outcomes() {
        return outcomes.all().stream()
                .map(record -> TopicLog.decode(MessageType.OUTCOME, record))
                .toList();
    }

    /// Waits for it.
    Outcome outcome(Push push) {
        await().atMost(PATIENCE).until(() -> !outcomes(push).isEmpty());
        return outcomes(push).getFirst();
    }

    Result result(Push push) {
        return outcome(push).result();
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.all();
    }

    /// Waits until each has an outcome.
    void awaitOutcomes(Collection<Push> pushes) {
        await().atMost(Duration.ofSeconds(60)).until(() -> outcomes(pushes) == pushes.size());
    }

    /// How many of them have an outcome.
    long outcomes(Collection<Push> pushes) {
        Set<PushId> ids = pushes.stream().map(Push::id).collect(Collectors.toSet());
        return outcomes().stream()
                .map(Outcome::push)
                .filter(ids::contains)
                .distinct()
                .count();
    }

    /// Waits until so many of them have an outcome.
    void awaitOutcomes(Collection<Push> pushes, int count) {
        await().atMost(PATIENCE).until(() -> outcomes(pushes) >= count);
    }

    /// Waits until everything that stands on the outcomes' topic now has been read.
    void awaitEndOfOutcomes() {
        outcomes.awaitEnd(admin);
    }

    /// How many records of the alerts lane are not committed.
    long lag() {
        Map<TopicPartition, OffsetAndMetadata> committed = group().committed();
        long lag = 0;
        try (var consumer =
                new KafkaConsumer<>(kafka.with(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Topics.PUSH_ALERTS.partitions())
                    .mapToObj(partition -> new TopicPartition(Topics.PUSH_ALERTS.name(), partition))
                    .toList();
            for (var end : consumer.endOffsets(partitions).entrySet()) {
                OffsetAndMetadata position = committed.get(end.getKey());
                lag += end.getValue() - (position == null ? 0 : position.offset());
            }
        }
        return lag;
    }

    /// The dispatchers that share the lane.
    LaneGroup group() {
        return new LaneGroup(admin);
    }

    @Override
    public void close() {
        dispatchers.forEach(Dispatcher::close);
        outcomes.close();
        deadLetters.close();
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(2));
    }
}
