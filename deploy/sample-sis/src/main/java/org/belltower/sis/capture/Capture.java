package org.belltower.sis.capture;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.Header;
import io.debezium.engine.format.Json;
import io.debezium.engine.format.KeyValueHeaderChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Captures the changes of a database: a snapshot first, then its log, and after a restart from where it was.
/// What is written may be written again after a kill, and nothing is left out: the place is remembered after
/// Kafka has all before it.
///
/// Thread-safe.
public final class Capture implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final CaptureSettings settings;
    private final DebeziumEngine<ChangeEvent<String, String>> engine;
    private final Producer<byte[], byte[]> producer;
    private final CapturedTopics topics;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final Thread thread;

    private Capture(CaptureSettings settings) {
        this.settings = settings;
        this.topics = new CapturedTopics(settings.bootstrapServers());
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.engine = DebeziumEngine.create(KeyValueHeaderChangeEventFormat.of(Json.class, Json.class, Json.class))
                .using(settings.engine())
                .using((success, message, error) -> {
                    failure.set(success ? null : String.valueOf(message) + " " + error);
                    ended.countDown();
                })
                .notifying(this::write)
                .build();
        this.thread = Thread.ofPlatform().name("capture-" + settings.slot()).unstarted(engine);
    }

    /// Starts, and does not wait for anything to be captured.
    public static Capture start(CaptureSettings settings) {
        Capture capture = new Capture(settings);
        capture.thread.start();
        return capture;
    }

    /// Waits until the log is read: the snapshot, if there was one to take, has been. What is changed from
    /// then on is live.
    ///
    /// @return whether it came to that in time
    /// @throws IllegalStateException if the engine has ended
    public boolean awaitStreaming(Duration patience) throws InterruptedException, SQLException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (isStreaming()) {
                return true;
            }
            if (ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the capture has ended: " + failure.get());
            }
        }
        return false;
    }

    /// Blocks until the engine has ended, which it does of itself only if it cannot go on.
    ///
    /// @return why; for people
    public String awaitEnd() throws InterruptedException {
        ended.await();
        return String.valueOf(failure.get());
    }

    /// A slot is active while somebody reads the log by it (PostgreSQL documentation,
    /// `pg_replication_slots`).
    private boolean isStreaming() throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT active FROM pg_replication_slots WHERE slot_name = ? AND confirmed_flush_lsn IS NOT NULL")) {
            statement.setString(1, settings.slot());
            try (ResultSet slot = statement.executeQuery()) {
                return slot.next() && slot.getBoolean(1);
            }
        }
    }

    private void write(List<ChangeEvent<String, String>> events, RecordCommitter<ChangeEvent<String, String>> committer)
            throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (ChangeEvent<String, String> event : events) {
            topics.ensure(event.destination());
            sent.add(producer.send(record(event)));
        }
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Kafka did not take a record", e);
            }
            committer.markProcessed(events.get(i));
        }
        committer.markBatchFinished();
    }

    private static ProducerRecord<byte[], byte[]> record(ChangeEvent<String, String> event) {
        RecordHeaders headers = new RecordHeaders();
        for (Header<?> header : event.<Object>headers()) {
            headers.add(header.getKey(), bytes(String.valueOf(header.getValue())));
        }
        return new ProducerRecord<>(event.destination(), null, null, bytes(event.key()), bytes(event.value()), headers);
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /// Stops reading. What was read before has been written.
    @Override
    public void close() {
        try {
            engine.close();
            thread.join(CLOSING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSING);
        topics.close();
    }
}
