package org.belltower.local.app.line;

/// Something on the command line that a person has to change.
final class MistakeException extends Exception {
    private static final long serialVersionUID = 1;

    MistakeException(String reason) {
        super(reason, null, false, false);
    }

    /// A sentence.
    String reason() {
        return String.valueOf(getMessage());
    }
}
