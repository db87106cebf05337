package org.belltower.embedded.issuer;

import com.nimbusds.jose.JOSEObjectType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// `/token`: client credentials and authorization code with PKCE (RFC 6749, 4.1.3, 4.4 and 5; RFC 7636).
/// Thread-safe.
final class TokenEndpoint {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final Supplier<Registered> registered;
    private final ClientAuthentication authentication;
    private final AuthorizationCodes codes;
    private final TokenMint mint;

    TokenEndpoint(Supplier<Registered> registered, AuthorizationCodes codes, TokenMint mint) {
        this.registered = registered;
        this.authentication = new ClientAuthentication(registered);
        this.codes = codes;
        this.mint = mint;
    }

    Reply answer(Request http) {
        try {
            Parameters form = Parameters.parse(http.body());
            Client client = authentication.authenticate(http, form);
            return switch (form.need("grant_type")) {
                case "client_credentials" -> forItself(client, form);
                case "authorization_code" -> forPerson(client, form);
                default -> throw new Refusal("unsupported_grant_type", "client_credentials or authorization_code");
            };
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    static Reply refused(Refusal refusal) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", refusal.error());
        body.put("error_description", refusal.description());
        return refusal.error().equals("invalid_client")
                ? Reply.json(401, body).with("WWW-Authenticate", "Basic realm=\"belltower\", charset=\"UTF-8\"")
                : Reply.json(400, body);
    }

    private Reply forItself(Client client, Parameters form) {
        switch (client.credential()) {
            case Client.Credential.None _ ->
                throw new Refusal("unauthorized_client", "a client without a secret gets no tokens for itself");
            case Client.Credential.Secret _ -> {
                Set<String> scopes = form.scopes().isEmpty() ? client.scopes() : form.scopes();
                if (scopes.isEmpty() || !client.scopes().containsAll(scopes)) {
                    throw new Refusal("invalid_scope", "more than this client may have");
                }
                TokenRequest token = TokenRequest.forClient(client.id());
                if (!client.sources().isEmpty()) {
                    token = token.claim("sources", client.sources());
                }
                String district = client.district();
                token = district == null ? token : token.district(district);
                return issued(client, token, scopes, Map.of());
            }
        }
    }

    private Reply forPerson(Client client, Parameters form) {
        AuthorizationCodes.SignIn signIn = codes.take(form.need("code"))
                .filter(taken -> taken.request().client().id().equals(client.id()))
                .filter(taken -> taken.request().redirectUri().equals(form.need("redirect_uri")))
                .filter(taken ->
                        proves(form.need("code_verifier"), taken.request().challenge()))
                .orElseThrow(TokenEndpoint::notGood);
        User user = signIn.user(registered.get())
                .filter(known -> client.serves(known.district()))
                .orElseThrow(TokenEndpoint::notGood);
        Set<String> scopes = signIn.request().granted(client, user);
        TokenRequest token = TokenRequest.forPerson(user.person(), client.id())
                .claim("sub", user.username())
                .claim("groups", user.groups())
                .claim("auth_time", signIn.at().getEpochSecond())
                .district(user.district());
        Map<String, String> more = scopes.contains("openid") ? Map.of("id_token", idToken(client, signIn)) : Map.of();
        return issued(client, token, scopes, more);
    }

    private static Refusal notGood() {
        return new Refusal("invalid_grant", "the code is not, or no longer, good for this");
    }

    private Reply issued(Client client, TokenRequest token, Set<String> scopes, Map<String, String> more) {
        String scope = String.join(" ", new TreeSet<>(scopes));
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("access_token", mint.mint(token.lifetime(client.lifetime()).scopes(scope)));
        body.put("token_type", "Bearer");
        body.put("expires_in", client.lifetime().toSeconds());
        body.put("scope", scope);
        return Reply.json(200, body);
    }

    // OpenID Connect Core, 2. Its audience is the client, so no service takes it for an access token.
    private String idToken(Client client, AuthorizationCodes.SignIn signIn) {
        TokenRequest token = TokenRequest.forClient(client.id())
                .claim("sub", signIn.user().username())
                .claim("aud", client.id())
                .claim("auth_time", signIn.at().getEpochSecond())
                .lifetime(client.lifetime());
        String nonce = signIn.request().nonce();
        return mint.mint(nonce.isEmpty() ? token : token.claim("nonce", nonce), JOSEObjectType.JWT);
    }

    private static boolean proves(String verifier, String challenge) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            return VERIFIER.matcher(verifier).matches() && expected.equals(challenge);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
