package org.belltower.local.demo.day;

/// How an event comes to Belltower.
public sealed interface Way {
    /// The origin of what happens while the day is played.
    String LIVE = "live";

    /// Its producer posts it over HTTP.
    record Posted() implements Way {}

    /// A row of the district's student information system is changed, and the change is captured.
    sealed interface Row extends Way {}

    /// The row is inserted, or updated.
    record Saved() implements Row {}

    /// The row is deleted. The event says what it was, or what its end means.
    record Deleted() implements Row {}

    /// The assignment gets another id, and all its scores with it. The event says the new one.
    ///
    /// @param from the former one
    record Renamed(String from) implements Row {}
}
