package org.belltower.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.belltower.simulator.credentials.ServiceAccount;
import org.belltower.simulator.tls.Pem;

/// A sender to FCM made of the JDK's HTTP client: what a service account and the documentation say, and nothing
/// else.
final class FcmClient {

    static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ProviderSimulator simulator;
    private final HttpClient http;
    private final Duration deadline;

    FcmClient(ProviderSimulator simulator, HttpClient http) {
        this(simulator, http, Duration.ofSeconds(10));
    }

    FcmClient(ProviderSimulator simulator, HttpClient http, Duration deadline) {
        this.simulator = simulator;
        this.http = http;
        this.deadline = deadline;
    }

    /// A signed assertion of the account, valid for half an hour from the time given.
    static JWTClaimsSet.Builder claims(ServiceAccount account, String tokenUri, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(account.clientEmail())
                .audience(tokenUri)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(1800)))
                .claim("scope", SCOPE);
    }

    static String sign(ServiceAccount account, JWTClaimsSet claims) {
        try {
            JsonNode json = JSON.readTree(account.json());
            byte[] der = Pem.decode("PRIVATE KEY", json.path("private_key").asText());
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(json.path("private_key_id").asText())
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> exchange(String assertion) {
        return exchange("urn:ietf:params:oauth:grant-type:jwt-bearer", assertion);
    }

    HttpResponse<String> exchange(String grantType, String assertion) {
        String form = "grant_type=" + URLEncoder.encode(grantType, StandardCharsets.UTF_8) + "&assertion="
                + URLEncoder.encode(assertion, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.tokenUri()))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return send(request);
    }

    String accessToken(ServiceAccount account, Instant now) {
        String assertion =
                sign(account, claims(account, simulator.tokenUri(), now).build());
        return json(exchange(assertion)).path("access_token").asText();
    }

    HttpResponse<String> push(String project, String accessToken, String message) {
        return send(request(project, accessToken, message));
    }

    HttpRequest request(String project, String accessToken, String message) {
        return HttpRequest.newBuilder(uri("/v1/projects/" + project + "/messages:send"))
                .timeout(deadline)
                .header("authorization", "Bearer " + accessToken)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
    }

    URI uri(String path) {
        return URI.create("https://127.0.0.1:" + simulator.fcmPort() + path);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
