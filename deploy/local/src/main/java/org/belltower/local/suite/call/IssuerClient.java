package org.belltower.local.suite.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.belltower.local.suite.issuer.SignInClient;
import org.belltower.local.suite.place.Secrets;

/// Asks the local issuer for access tokens as clients, phones and browsers do: client credentials, and an
/// authorization code with PKCE after the login page (RFC 6749, RFC 7636). Each call blocks for at most three
/// requests. Thread-safe.
///
/// @param issuer its address
public record IssuerClient(URI issuer) {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    /// A client for itself.
    ///
    /// @throws IOException if the issuer does not answer
    public TokenAnswer ofClient(String id, String secret) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", id);
        form.put("client_secret", secret);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return token(http, form);
        }
    }

    /// Somebody who signs in with a client.
    ///
    /// @throws IOException if the issuer does not answer
    public TokenAnswer ofPerson(SignInClient client, String username, String password)
            throws IOException, InterruptedException {
        String verifier = Secrets.generate() + Secrets.generate();
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", client.id());
        request.put("redirect_uri", client.redirectUri());
        request.put("code_challenge", challenge(verifier));
        request.put("code_challenge_method", "S256");
        try (HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            Map<String, String> form =
                    hidden(send(http, get("/authorize?" + encoded(request))).body());
            form.put("username", username);
            form.put("password", password);
            HttpResponse<String> signedIn = send(http, post("/authorize", form));
            String location = signedIn.headers().firstValue("Location").orElse("");
            Optional<String> error = parameter(location, "error");
            Optional<String> code = parameter(location, "code");
            if (error.isPresent()) {
                return new TokenAnswer.Refused(error.get());
            }
            return code.isPresent()
                    ? redeem(http, client, code.get(), verifier)
                    : new TokenAnswer.NotSignedIn(signedIn.statusCode());
        }
    }

    private TokenAnswer redeem(HttpClient http, SignInClient client, String code, String verifier)
            throws IOException, InterruptedException {
        Map<String, String> redemption = new LinkedHashMap<>();
        redemption.put("grant_type", "authorization_code");
        redemption.put("client_id", client.id());
        redemption.put("redirect_uri", client.redirectUri());
        redemption.put("code_verifier", verifier);
        redemption.put("code", code);
        return token(http, redemption);
    }

    private TokenAnswer token(HttpClient http, Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(http, post("/token", form));
        JsonNode body = json(answer.body());
        return answer.statusCode() == OK
                ? new TokenAnswer.Granted(body.path("access_token").asText())
                : new TokenAnswer.Refused(body.path("error").asText("status " + answer.statusCode()));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException another) {
            return JSON.createObjectNode();
        }
    }

    private static Optional<String> parameter(String location, String name) {
        Matcher value = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(location);
        return value.find() ? Optional.of(URLDecoder.decode(value.group(1), StandardCharsets.UTF_8)) : Optional.empty();
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
}
