package org.belltower.service.hop;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Hop.Encryption;
import org.belltower.service.kafka.KafkaClients;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The hops that a service knows by its configuration. It holds as long as the process runs.
@Singleton
public class ConfiguredHops {
    private static final String JDBC_PROPERTIES = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    private final Config config;
    private final String service;
    private final KafkaClients kafka;

    ConfiguredHops(
            Config config, @ConfigProperty(name = "quarkus.application.name") String service, KafkaClients kafka) {
        this.config = config;
        this.service = service;
        this.kafka = kafka;
    }

    /// Those of every service: who calls it, Kafka, the issuer; and PostgreSQL if it has a database.
    ///
    /// @param callers who calls it: `producers`
    public List<Hop> with(String callers) {
        List<Hop> hops = new ArrayList<>();
        hops.add(new Hop(callers, service, listener()));
        Object protocol = kafka.with(Map.of()).get("security.protocol");
        hops.add(new Hop(service, "kafka", Encryptions.ofKafka(Objects.toString(protocol, null))));
        String database = value("quarkus.datasource.jdbc.url");
        if (database != null) {
            hops.add(new Hop(service, "postgresql", Encryptions.ofPostgresql(database, jdbcProperties())));
        }
        String issuer = value("quarkus.oidc.auth-server-url");
        hops.add(new Hop(service, "issuer", issuer == null ? Encryption.UNKNOWN : Encryptions.ofAddress(issuer)));
        return hops;
    }

    private Encryption listener() {
        boolean certificate = value("quarkus.http.tls-configuration-name") != null
                || value("quarkus.http.ssl.certificate.files") != null
                || value("quarkus.http.ssl.certificate.key-store-file") != null;
        boolean proxy = config.getOptionalValue("belltower.http.tls-proxy", Boolean.class)
                .orElse(false);
        return Encryptions.ofListener(certificate, value("quarkus.http.insecure-requests"), proxy);
    }

    private Map<String, String> jdbcProperties() {
        Map<String, String> properties = new HashMap<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(JDBC_PROPERTIES))
                .forEach(name -> {
                    String value = value(name);
                    if (value != null) {
                        properties.put(name.substring(JDBC_PROPERTIES.length()), value);
                    }
                });
        return properties;
    }

    private @Nullable String value(String name) {
        return config.getOptionalValue(name, String.class).orElse(null);
    }
}
