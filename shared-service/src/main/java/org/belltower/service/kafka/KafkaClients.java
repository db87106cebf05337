package org.belltower.service.kafka;

import io.quarkus.arc.Unremovable;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Makes clients of the Kafka that the configuration names. Every `kafka.*` setting (servers, TLS, SASL) holds for
/// each of them. Does not connect. Thread-safe; who asks for a client closes it.
@Singleton
@Unremovable
public class KafkaClients {
    private final Map<String, Object> settings;

    /// @param settings Kafka's own names, without the prefix
    public KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /// @param timeout for a request, its retries included
    public Admin admin(String clientId, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        return Admin.create(with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG, clientId,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis)));
    }

    /// A producer that writes no record twice by itself and calls one written only when all in-sync replicas have it.
    ///
    /// @param more settings of this producer, under Kafka's own names
    public Producer<byte[], byte[]> producer(String clientId, Map<String, Object> more) {
        Map<String, Object> producing = with(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true));
        producing.putAll(more);
        return new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// The configured settings with others beside or over them, for a client of another kind.
    public Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }
}
