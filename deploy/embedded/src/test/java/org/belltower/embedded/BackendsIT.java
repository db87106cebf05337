package org.belltower.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.embedded.quarkus.BackendsResource;
import org.junit.jupiter.api.Test;

class BackendsIT {
    @Test
    void a_quarkus_test_gets_what_everyone_else_has_and_a_database_of_its_own() throws Exception {
        BackendsResource resource = new BackendsResource();
        resource.init(Map.of("database", "true"));
        Map<String, String> configuration = resource.start();

        assertThat(configuration)
                .containsEntry("kafka.bootstrap.servers", Backends.kafka())
                .containsEntry("quarkus.oidc.auth-server-url", Backends.tokens().issuer())
                .containsEntry("quarkus.datasource.username", "belltower_app")
                .containsEntry("quarkus.flyway.username", "belltower_owner")
                .containsEntry("belltower.registry.relay.username", "belltower_relay");
        assertThat(resource.start().get("quarkus.datasource.jdbc.url"))
                .isNotEqualTo(configuration.get("quarkus.datasource.jdbc.url"));
        resource.stop();
    }

    @Test
    void a_token_is_verified_by_the_published_keys() throws Exception {
        SignedJWT token = SignedJWT.parse(Backends.tokens()
                .mint(TokenRequest.forClient("sis").district("north").scopes("events.write")));
        var keys = JWKSet.load(URI.create(Backends.tokens().issuer() + "/jwks").toURL());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    }

    @Test
    void another_class_loader_meets_the_same_backends() throws Exception {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .map(BackendsIT::url)
                .toArray(URL[]::new);
        try (var loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> other = loader.loadClass(Backends.class.getName());
            assertThat(other).isNotEqualTo(Backends.class);
            assertThat(other.getMethod("kafka").invoke(null)).isEqualTo(Backends.kafka());
        }
    }

    @Test
    void asking_for_containers_without_docker_fails_and_says_so() {
        org.junit.jupiter.api.Assumptions.assumeFalse(
                org.testcontainers.DockerClientFactory.instance().isDockerAvailable());
        assertThatThrownBy(Containers::kafka)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no Docker engine answers");
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException failure) {
            throw new IllegalArgumentException(failure);
        }
    }
}
