package org.belltower.embedded.issuer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/// The one page of the issuer: a name, a password, a button. It runs no script, loads nothing, and cannot be
/// framed.
final class LoginPage {
    private static final String STYLE = """
            body{font:1rem/1.5 system-ui,sans-serif;max-width:22rem;margin:12vh auto;padding:0 1rem;color:#1a1a1a;\
            background:#fff}label{display:block;margin-top:1rem}input,button{font:inherit;width:100%;padding:.6rem;\
            box-sizing:border-box;border:1px solid #595959;border-radius:.3rem}button{margin-top:1.5rem;\
            background:#0b5394;color:#fff;border-color:#0b5394}[role=alert]{color:#a61c00}""";
    private static final String POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src '"
            + "sha256-" + sha256(STYLE) + "'; form-action 'self' ";

    private LoginPage() {}

    /// @param secret what the form sends back to prove that it came from this page
    /// @param message what went wrong before; empty at first
    static Reply form(int status, AuthorizationRequest request, String secret, String message) {
        String alert = message.isEmpty() ? "" : "<p role=\"alert\" id=\"problem\">" + escape(message) + "</p>\n";
        String hidden =
                request.fields().entrySet().stream().map(LoginPage::hidden).collect(Collectors.joining("\n"));
        String page =
                """
                <h1>Sign in</h1>
                <p>to go on to %s</p>
                %s<form method="post" action="/authorize">
                %s
                %s
                <label for="username">User name</label>
                <input id="username" name="username" autocomplete="username" autocapitalize="none" required autofocus>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required>
                <button type="submit">Sign in</button>
                </form>""".formatted(escape(request.client().id()), alert, hidden, hidden(Map.entry("page_secret", secret)));
        return secured(Reply.html(status, document("Sign in", page)), origin(request.redirectUri()));
    }

    /// What cannot be told to the client, because nobody knows whether it is one.
    static Reply problem(int status, String message) {
        String page = "<h1>This sign-in cannot go on</h1>\n<p role=\"alert\">" + escape(message) + "</p>";
        return secured(Reply.html(status, document("Sign-in problem", page)), "");
    }

    private static Reply secured(Reply reply, String formTarget) {
        return reply.with("Content-Security-Policy", POLICY + formTarget)
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static String document(String title, String main) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - Belltower</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(title, STYLE, main);
    }

    private static String hidden(Map.Entry<String, String> field) {
        return "<input type=\"hidden\" name=\"" + field.getKey() + "\" value=\"" + escape(field.getValue()) + "\">";
    }

    // Browsers apply form-action to the redirect after the form too, so the client's origin has to be in it.
    private static String origin(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getRawAuthority() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getRawAuthority();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
