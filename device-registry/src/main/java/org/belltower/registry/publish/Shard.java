package org.belltower.registry.publish;

import java.util.List;
import java.util.stream.IntStream;

/// A share of all keys. A key never changes its shard, and a shard is published by one process at a time, so that a
/// key never gets a lower version after a higher one.
///
/// How many there are is written into the schema (column `mark.shard`): two processes that counted differently
/// would publish the same key side by side.
public record Shard(int number) {
    public static final int COUNT = 16;

    public Shard {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("a shard is 0 to " + (COUNT - 1) + ", not " + number);
        }
    }

    public static List<Shard> all() {
        return IntStream.range(0, COUNT).mapToObj(Shard::new).toList();
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
