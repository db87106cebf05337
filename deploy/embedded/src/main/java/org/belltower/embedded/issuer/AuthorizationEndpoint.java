package org.belltower.embedded.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `/authorize`: shows the login page, takes its form, sends the browser back with a code (RFC 6749, 4.1; RFC
/// 9207).
///
/// The form carries the whole request again and everything is checked again; that it was this page that sent it
/// shows a random value, which another site can neither read nor set, in the form and in a cookie. Thread-safe.
final class AuthorizationEndpoint {
    private static final String COOKIE = "belltower_sign_in";

    private final String issuer;
    private final Supplier<Registered> registered;
    private final SignIns signIns;
    private final AuthorizationCodes codes;

    AuthorizationEndpoint(String issuer, Supplier<Registered> registered, SignIns signIns, AuthorizationCodes codes) {
        this.issuer = issuer;
        this.registered = registered;
        this.signIns = signIns;
        this.codes = codes;
    }

    Reply answer(Request http) {
        Parameters parameters;
        try {
            parameters = Parameters.parse(http.isPost() ? http.body() : http.query());
        } catch (Refusal malformed) {
            return LoginPage.problem(400, malformed.description());
        }
        Client client =
                registered.get().clients().get(parameters.find("client_id").orElse(""));
        String redirectUri = parameters.find("redirect_uri").orElse("");
        if (client == null || !client.returnsTo(redirectUri)) {
            return LoginPage.problem(400, "The program that sent you here is not known, or asks to return elsewhere.");
        }
        try {
            AuthorizationRequest request = AuthorizationRequest.of(parameters, client, redirectUri);
            return http.isPost() ? signIn(http, parameters, request) : fresh(200, request, "");
        } catch (Refusal refusal) {
            return back(redirectUri, "error", refusal.error(), refusal.description(), parameters.find("state"));
        }
    }

    private Reply signIn(Request http, Parameters form, AuthorizationRequest request) {
        String secret = form.find("page_secret").orElse("");
        if (secret.isEmpty() || !same(secret, http.cookie(COOKIE).orElse(""))) {
            return fresh(403, request, "This page was open for too long, or without cookies. Please try again.");
        }
        Optional<User> user = signIns.signIn(
                        form.find("username").orElse(""), form.find("password").orElse(""))
                .filter(known -> request.client().serves(known.district()));
        if (user.isEmpty()) {
            return fresh(
                    403, request, "Name or password is not right. After several wrong ones in a row, wait a minute.");
        }
        // Nothing to grant is told here, where the client can still be told; what is granted is decided at the
        // exchange.
        request.granted(request.client(), user.get());
        String code = codes.issue(request, user.get());
        return back(request.redirectUri(), "code", code, "", Optional.of(request.state()));
    }

    private static Reply fresh(int status, AuthorizationRequest request, String message) {
        String secret = RandomText.next();
        return LoginPage.form(status, request, secret, message)
                .with("Set-Cookie", COOKIE + "=" + secret + "; Path=/authorize; HttpOnly; SameSite=Strict");
    }

    private Reply back(String uri, String name, String value, String description, Optional<String> state) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(name, value);
        parameters.put("error_description", description);
        parameters.put("state", state.orElse(""));
        parameters.put("iss", issuer);
        return Reply.seeOther(AuthorizationRequest.returnTo(uri, parameters));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
