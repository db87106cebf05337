package org.belltower.embedded.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// An issuer with some clients and users, on a clock that stands still until it is moved.
final class IssuerUnderTest implements AutoCloseable {
    static final String CALLBACK = "http://127.0.0.1:9/back?from=belltower";
    static final String SECRET = "a secret/with: odd+characters";
    static final String PASSWORD = "correct horse";
    // RFC 7636, appendix B.
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final SigningKey KEY = SigningKey.ephemeral();

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T07:00:00Z"));
    final LocalIssuer issuer;

    IssuerUnderTest() {
        issuer = LocalIssuer.start(settings(), (InstantSource) now::get);
    }

    /// With the clients and users of a file, as it stands at each request.
    IssuerUnderTest(Path configuration) {
        issuer = LocalIssuer.start(configuration, (InstantSource) now::get, _ -> {});
    }

    private static IssuerSettings settings() {
        Client sis = new Client(
                "sis north",
                new Client.Credential.Secret(PasswordHash.ofRandomSecret(SECRET)),
                "north",
                Set.of("events.write", "roster.write"),
                List.of("https://sis.north.example/"),
                List.of(),
                Duration.ofMinutes(10));
        Client app = new Client(
                "family-app",
                new Client.Credential.None(),
                null,
                Set.of("devices"),
                List.of(),
                List.of(CALLBACK),
                Duration.ofHours(1));
        User ana = new User(
                "ana",
                PasswordHash.ofRandomSecret(PASSWORD),
                "north",
                "guardian-1",
                List.of("families"),
                Set.of("devices", "operations.read"));
        Client rightless = new Client(
                "rightless",
                new Client.Credential.Secret(PasswordHash.ofRandomSecret(SECRET)),
                "north",
                Set.of(),
                List.of(),
                List.of(),
                Duration.ofMinutes(10));
        Client office = new Client(
                "office",
                new Client.Credential.None(),
                null,
                Set.of("operations.read"),
                List.of(),
                List.of("http://127.0.0.1/signed-in"),
                Duration.ofHours(1));
        User bob = new User(
                "bob", PasswordHash.ofRandomSecret(PASSWORD), "north", "staff-1", List.of(), Set.of("roster.read"));
        return new IssuerSettings(0, KEY, List.of(sis, app, rightless, office), List.of(ana, bob));
    }

    String url(String path) {
        return issuer.url() + path;
    }

    /// The request of a well-behaved app.
    static Map<String, String> authorization() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", "family-app");
        request.put("redirect_uri", CALLBACK);
        request.put("scope", "openid devices");
        request.put("state", "<s&1>");
        request.put("nonce", "n-1");
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        return request;
    }

    String authorizationUrl(Map<String, String> request) {
        return url("/authorize?" + Browser.encode(request));
    }

    /// Signs in and gives back the answer to the form.
    HttpResponse<String> signIn(Browser browser, String username, String password) throws Exception {
        return signIn(browser, authorization(), username, password);
    }

    HttpResponse<String> signIn(Browser browser, Map<String, String> request, String username, String password)
            throws Exception {
        String page = browser.get(authorizationUrl(request)).body();
        Map<String, String> form = Browser.hidden(page);
        form.put("username", username);
        form.put("password", password);
        return browser.post(url("/authorize"), form);
    }

    /// The code that a signed-in browser comes back with.
    String code(Browser browser) throws Exception {
        return returned(signIn(browser, "ana", PASSWORD)).find("code").orElseThrow();
    }

    HttpResponse<String> exchange(Browser browser, String code, Map<String, String> different) throws Exception {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", "family-app",
                "redirect_uri", CALLBACK,
                "code_verifier", VERIFIER,
                "code", code));
        form.putAll(different);
        return browser.post(url("/token"), form);
    }

    static Parameters returned(HttpResponse<String> response) {
        String location = response.headers().firstValue("Location").orElseThrow();
        return Parameters.parse(URI.create(location).getRawQuery());
    }

    static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    /// The claims, after checking the signature with the published keys.
    JWTClaimsSet verified(JsonNode token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token.asText());
        var key = JWKSet.load(URI.create(url("/jwks")).toURL())
                .getKeyByKeyId(jwt.getHeader().getKeyID())
                .toRSAKey();
        if (!jwt.verify(new RSASSAVerifier(key))) {
            throw new AssertionError("not signed by the published key");
        }
        return jwt.getJWTClaimsSet();
    }

    @Override
    public void close() {
        issuer.close();
    }
}
