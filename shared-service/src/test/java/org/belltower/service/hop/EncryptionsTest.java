package org.belltower.service.hop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.belltower.model.heartbeat.Hop.Encryption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A13: what a setting says of a hop.
class EncryptionsTest {
    @ParameterizedTest
    @CsvSource({
        ", PLAIN",
        "PLAINTEXT, PLAIN",
        "SASL_PLAINTEXT, PLAIN",
        "SSL, ENCRYPTED",
        "SASL_SSL, ENCRYPTED",
        "sasl_ssl, ENCRYPTED",
        "QUIC, UNKNOWN"
    })
    void A13_kafka_is_encrypted_by_its_protocol_alone(@Nullable String protocol, Encryption encryption) {
        assertThat(Encryptions.ofKafka(protocol)).isEqualTo(encryption);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/registry, PLAIN",
        "jdbc:postgresql://db/registry?sslmode=prefer, PLAIN",
        "jdbc:postgresql://db/registry?sslmode=disable, PLAIN",
        "jdbc:postgresql://db/registry?a=b&sslmode=require, ENCRYPTED",
        "jdbc:postgresql://db/registry?sslmode=verify-full&c=d, ENCRYPTED",
        "jdbc:postgresql://db/registry?ssl, ENCRYPTED",
        "jdbc:postgresql://db/registry?ssl=true, ENCRYPTED",
        "jdbc:postgresql://db/registry?ssl=false, PLAIN",
        "jdbc:postgresql://db/registry?ssl=true&sslmode=disable, PLAIN",
        "jdbc:postgresql://db/registry?sslmode=wanted, UNKNOWN"
    })
    void A13_postgresql_is_encrypted_if_the_driver_insists_on_it(String url, Encryption encryption) {
        assertThat(Encryptions.ofPostgresql(url, Map.of())).isEqualTo(encryption);
    }

    @Test
    void A13_properties_beside_the_address_count_and_the_address_wins() {
        assertThat(Encryptions.ofPostgresql("jdbc:postgresql://db/r", Map.of("sslmode", "require")))
                .isEqualTo(Encryption.ENCRYPTED);
        assertThat(Encryptions.ofPostgresql("jdbc:postgresql://db/r?sslmode=disable", Map.of("sslmode", "require")))
                .isEqualTo(Encryption.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "false, , false, PLAIN",
        "false, disabled, false, PLAIN",
        "true, , false, PLAIN",
        "true, enabled, false, PLAIN",
        "true, redirect, false, ENCRYPTED",
        "true, disabled, false, ENCRYPTED",
        "false, , true, ENCRYPTED"
    })
    void A13_a_listener_that_also_answers_without_tls_is_not_encrypted(
            boolean tls, @Nullable String insecure, boolean proxy, Encryption encryption) {
        assertThat(Encryptions.ofListener(tls, insecure, proxy)).isEqualTo(encryption);
    }

    @ParameterizedTest
    @CsvSource({"http://a, PLAIN", "https://a, ENCRYPTED", "HTTPS://a, ENCRYPTED", "a, UNKNOWN", "ht tp://, UNKNOWN"})
    void A13_an_address_tells_by_its_scheme(String address, Encryption encryption) {
        assertThat(Encryptions.ofAddress(address)).isEqualTo(encryption);
    }
}
