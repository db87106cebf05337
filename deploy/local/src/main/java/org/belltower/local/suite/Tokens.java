package org.belltower.local.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Gets access tokens from the issuer as clients and phones do: client credentials, and an authorization code with
/// PKCE after the login page (RFC 6749, RFC 7636). Thread-safe.
final class Tokens {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final URI issuer;
    private final IssuerFile.Credentials credentials;
    private final ObjectMapper json = new ObjectMapper();

    Tokens(URI issuer, IssuerFile.Credentials credentials) {
        this.issuer = issuer;
        this.credentials = credentials;
    }

    String ofClient(String id) throws InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", id);
        form.put("client_secret", of(credentials.secrets(), id));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return token(http, form);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String ofPerson(String username) throws InterruptedException {
        String verifier = Secrets.generate() + Secrets.generate();
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", IssuerFile.FAMILY_APP);
        request.put("redirect_uri", IssuerFile.FAMILY_APP_REDIRECT);
        request.put("code_challenge", challenge(verifier));
        request.put("code_challenge_method", "S256");
        Map<String, String> redemption = new LinkedHashMap<>();
        redemption.put("grant_type", "authorization_code");
        redemption.put("client_id", IssuerFile.FAMILY_APP);
        redemption.put("redirect_uri", IssuerFile.FAMILY_APP_REDIRECT);
        redemption.put("code_verifier", verifier);
        try (HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            String page = send(http, get("/authorize?" + encoded(request))).body();
            Map<String, String> form = hidden(page);
            form.put("username", username);
            form.put("password", of(credentials.passwords(), username));
            redemption.put("code", code(send(http, post("/authorize", form))));
            return token(http, redemption);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String token(HttpClient http, Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(http, post("/token", form));
        if (answer.statusCode() != OK) {
            // An error of OAuth names no credentials (RFC 6749, 5.2).
            throw new IllegalStateException("the issuer gives no token: " + answer.body());
        }
        return json.readTree(answer.body()).required("access_token").asText();
    }

    private static String code(HttpResponse<String> answer) {
        Matcher code = CODE.matcher(answer.headers().firstValue("Location").orElse(""));
        if (!code.find()) {
            throw new IllegalStateException("signing in was answered with " + answer.statusCode());
        }
        return URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher inputs = HIDDEN.matcher(page);
        while (inputs.find()) {
            fields.put(inputs.group(1), inputs.group(2).replace("&amp;", "&"));
        }
        return fields;
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(issuer + path)).timeout(WITHIN).build();
    }

    private HttpRequest post(String path, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(issuer + path))
                .timeout(WITHIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    private static String of(Map<String, String> all, String name) {
        String secret = all.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("no such identity: " + name);
        }
        return secret;
    }
}
