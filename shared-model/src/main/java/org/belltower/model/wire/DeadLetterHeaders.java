package org.belltower.model.wire;

/// The headers a dead letter has beside its original ones: where it came from and why nobody could use it. Its
/// value is the original, byte for byte, unless [#OMITTED] says otherwise. Reasons name fields and rules, never values.
/// Each is this suite's word: of an original's headers those that begin with [#PREFIX] are not taken over, but for
/// [#REPLAYS] on a record of the suite's own topics.
public final class DeadLetterHeaders {
    public static final String REASON = "belltower_reason";
    public static final String SERVICE = "belltower_service";
    public static final String TOPIC = "belltower_topic";
    public static final String PARTITION = "belltower_partition";
    public static final String OFFSET = "belltower_offset";
    public static final String TIME = "belltower_time";
    /// What of the original was too large for a dead letter and is left out, "value" or "value headers key"; it still
    /// stands where the record came from, as long as that topic keeps it.
    public static final String OMITTED = "belltower_omitted";

    /// On a record that was played again, and on the dead letter that it may become again: how often it was.
    public static final String REPLAYS = "belltower_replays";
    /// On a record of the dead letters' topic that is no dead letter, but says of one that it was played again: where
    /// that one lies, `partition:offset`.
    public static final String REPLAYED = "belltower_replayed";

    /// What all of them begin with.
    public static final String PREFIX = "belltower_";

    private DeadLetterHeaders() {}
}
