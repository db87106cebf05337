package org.belltower.dispatch.outcome;

/// What must be written down cannot be, now or later: trying again is in vain, and going on without it would
/// lose the push or send it twice. Nobody in this process can help: it ends, and an operator hears of it.
public final class UnwritableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param topic what does not take it
    public UnwritableException(String topic, Throwable cause) {
        super(topic + " does not take a record: " + cause.getClass().getSimpleName(), cause);
    }
}
