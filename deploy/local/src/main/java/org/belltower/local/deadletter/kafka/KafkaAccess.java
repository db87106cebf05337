package org.belltower.local.deadletter.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/// How to reach a Kafka.
///
/// @param bootstrapServers used unless the file names others
/// @param file of client properties, as Kafka's own tools take it: TLS, SASL; empty for none
public record KafkaAccess(String bootstrapServers, Optional<Path> file) {
    /// @throws IOException if the file cannot be read
    Map<String, Object> with(Map<String, Object> own) throws IOException {
        Map<String, Object> all = new HashMap<>();
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        if (file.isPresent()) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            properties.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        all.putAll(own);
        return all;
    }
}
