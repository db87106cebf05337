package org.belltower.embedded.issuer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A checked request to sign somebody in (RFC 6749, 4.1.1; RFC 7636, 4.3; OpenID Connect Core, 3.1.2.1).
///
/// @param scopes as asked for
/// @param state empty if none was sent
/// @param nonce empty if none was sent
/// @param challenge of PKCE, S256
record AuthorizationRequest(
        Client client, String redirectUri, Set<String> scopes, String state, String nonce, String challenge) {
    // Base64url of a SHA-256 hash.
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    AuthorizationRequest {
        scopes = Set.copyOf(scopes);
    }

    /// Checks what was asked for.
    ///
    /// @param redirectUri one that the client has registered
    /// @throws Refusal to be told to the client at its redirect URI
    static AuthorizationRequest of(Parameters parameters, Client client, String redirectUri) {
        refuse(parameters, "request", "request_not_supported");
        refuse(parameters, "request_uri", "request_uri_not_supported");
        if (!parameters.need("response_type").equals("code")) {
            throw new Refusal("unsupported_response_type", "response_type is code");
        }
        if (!parameters.find("response_mode").orElse("query").equals("query")) {
            throw Refusal.invalidRequest("response_mode is query");
        }
        if (!parameters.find("code_challenge_method").orElse("plain").equals("S256")) {
            throw Refusal.invalidRequest("code_challenge_method is S256");
        }
        String challenge = parameters.need("code_challenge");
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw Refusal.invalidRequest("code_challenge is no SHA-256 hash in base64url");
        }
        if (parameters.find("prompt").orElse("").equals("none")) {
            throw new Refusal("login_required", "nobody is signed in here between two requests");
        }
        return new AuthorizationRequest(
                client,
                redirectUri,
                parameters.scopes(),
                parameters.find("state").orElse(""),
                parameters.find("nonce").orElse(""),
                challenge);
    }

    private static void refuse(Parameters parameters, String name, String error) {
        if (parameters.find(name).isPresent()) {
            throw new Refusal(error, name + " is not supported");
        }
    }

    /// What was asked for and both the client and the user may have; everything they may, if nothing was asked
    /// for.
    ///
    /// @param current the client as it is known now
    /// @throws Refusal if that is nothing: a token without any right would only fail later
    Set<String> granted(Client current, User user) {
        Set<String> granted = new TreeSet<>(user.scopes());
        granted.retainAll(current.scopes());
        Set<String> asked = new TreeSet<>(scopes);
        boolean openid = asked.remove("openid");
        if (!asked.isEmpty()) {
            granted.retainAll(asked);
        }
        if (openid) {
            granted.add("openid");
        }
        if (granted.isEmpty()) {
            throw new Refusal("invalid_scope", "nothing of it that both this client and this user may have");
        }
        return granted;
    }

    /// What the login page's form has to send again.
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("response_type", "code");
        fields.put("client_id", client.id());
        fields.put("redirect_uri", redirectUri);
        fields.put("scope", String.join(" ", scopes));
        fields.put("state", state);
        fields.put("nonce", nonce);
        fields.put("code_challenge", challenge);
        fields.put("code_challenge_method", "S256");
        return fields;
    }

    /// The redirect URI with these parameters, without the empty ones.
    static String returnTo(String redirectUri, Map<String, String> parameters) {
        StringBuilder uri = new StringBuilder(redirectUri);
        char separator = redirectUri.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (!parameter.getValue().isEmpty()) {
                uri.append(separator).append(parameter.getKey()).append('=');
                uri.append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
                separator = '&';
            }
        }
        return uri.toString();
    }
}
