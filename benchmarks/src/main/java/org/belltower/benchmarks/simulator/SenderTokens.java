package org.belltower.benchmarks.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// What a sender shows: made of the credentials in a simulator's folder, once for a run.
final class SenderTokens {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SenderTokens() {}

    /// A provider token of APNs.
    static String provider(Path folder, String team, String keyId)
            throws IOException, GeneralSecurityException, JOSEException {
        String pem = Files.readString(folder.resolve("apns-" + keyId + ".p8"));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(),
                new JWTClaimsSet.Builder()
                        .issuer(team)
                        .issueTime(Date.from(Instant.now()))
                        .build());
        token.sign(new ECDSASigner((ECPrivateKey) key("EC", pem)));
        return token.serialize();
    }

    /// An access token of FCM, from the simulator's token endpoint.
    static String access(Path folder, String project)
            throws IOException, GeneralSecurityException, JOSEException, InterruptedException {
        JsonNode account = JSON.readTree(Files.readString(folder.resolve("service-account-" + project + ".json")));
        String endpoint = account.path("token_uri").asText();
        Instant now = Instant.now();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer(account.path("client_email").asText())
                        .audience(endpoint)
                        .claim("scope", "https://www.googleapis.com/auth/firebase.messaging")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(3_600)))
                        .build());
        assertion.sign(new RSASSASigner(key("RSA", account.path("private_key").asText())));
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                                + assertion.serialize()))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().sslContext(trusting(folder)).build()) {
            return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .path("access_token")
                    .asText();
        }
    }

    private static PrivateKey key(String algorithm, String pem) throws GeneralSecurityException {
        String body = pem.replaceAll("-----[A-Z ]+-----", "");
        byte[] der = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static SSLContext trusting(Path folder) throws IOException, GeneralSecurityException {
        byte[] pem = Files.readString(folder.resolve("ca.pem")).getBytes(StandardCharsets.US_ASCII);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "simulator",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
