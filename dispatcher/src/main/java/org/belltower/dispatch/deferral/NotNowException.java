package org.belltower.dispatch.deferral;

/// The table of deferred pushes does not answer. Nothing is deferred now: what is in hand stays in
/// hand.
public final class NotNowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param reason no values
    public NotNowException(String reason) {
        super(reason);
    }

    public NotNowException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
