package org.belltower.embedded.issuer;

/// An answer of the OAuth error family (RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core, 3.1.2.6), on its way to
/// the one place of the endpoint that writes it. Carries no stack, and never what was sent.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;

    Refusal(String error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    static Refusal invalidRequest(String description) {
        return new Refusal("invalid_request", description);
    }

    String error() {
        return error;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
