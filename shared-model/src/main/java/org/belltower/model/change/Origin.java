package org.belltower.model.change;

/// Why an event was written. Only a live change notifies; the others build state (A4, I-12).
public enum Origin {
    LIVE,
    SNAPSHOT,
    BACKFILL
}
