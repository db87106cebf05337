package org.belltower.model.heartbeat;

import static org.belltower.model.InvalidFieldException.required;
import static org.belltower.model.InvalidFieldException.text;

/// One way that data takes, and whether it is encrypted there (A13).
///
/// @param from who begins it: `producers`, `dispatcher`
/// @param to who answers: `event-ingest`, `kafka`
public record Hop(String from, String to, Encryption encryption) {
    public Hop {
        String _ = text("from", from, 255);
        String _ = text("to", to, 255);
        required("encryption", encryption);
    }

    /// What is known of it.
    public enum Encryption {
        ENCRYPTED,
        /// It is not, or need not be.
        PLAIN,
        UNKNOWN
    }

    public String name() {
        return from + " to " + to;
    }
}
