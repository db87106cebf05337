package org.belltower.dispatch.flow;

/// How the lanes share what may be in flight.
///
/// @param reserved the part of the limit that bulk never takes, so that an alert finds a permit at
///     once: 0 to below 1
/// @param alertsInARow while bulk waits, so many alerts go before one of bulk: the floor that bulk
///     keeps
public record Shares(double reserved, int alertsInARow) {
    /// A fifth for alerts alone; every tenth for bulk.
    public static final Shares USUAL = new Shares(0.2, 9);

    public Shares {
        if (!(reserved >= 0 && reserved < 1) || alertsInARow < 1) {
            throw new IllegalArgumentException("shares need 0 <= reserved < 1 and 1 or more alerts in a row");
        }
    }

    /// The most of bulk in flight. At least one, or it would never go.
    int mostOfBulk(int limit) {
        return Math.max(1, limit - (int) (limit * reserved));
    }
}
