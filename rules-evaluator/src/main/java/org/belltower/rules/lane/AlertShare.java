package org.belltower.rules.lane;

/// How many pushes of one district go by the alerts' lane: so many at once, and then so many each
/// second.
public record AlertShare(int atOnce, int perSecond) {
    /// Of each part: more than one event tells a family of a few, with a few devices each. What one
    /// event tells goes by one lane, so of a part that holds less everything would go by the bulk
    /// lane, and nothing as an alert.
    public static final int LEAST_OF_A_PART = 10;

    public AlertShare {
        if (atOnce < 1 || perSecond < 1) {
            throw new IllegalArgumentException("a district's share of the alerts must be 1 or more");
        }
    }

    /// The part of one of so many, among whom a district's students are spread evenly.
    ///
    /// @param parts 1 or more
    Part part(int parts) {
        return new Part(Math.max(1, atOnce / parts), (double) perSecond / parts);
    }

    /// @param perSecond may be less than one
    record Part(int atOnce, double perSecond) {}
}
