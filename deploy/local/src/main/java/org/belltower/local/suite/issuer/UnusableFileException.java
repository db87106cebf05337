package org.belltower.local.suite.issuer;

/// A file that a person may edit is not what it should be.
public final class UnusableFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param reason the beginning of a sentence, with the file and without what stands in it
    UnusableFileException(String reason) {
        super(reason, null, false, false);
    }

    /// The beginning of a sentence.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
