package org.belltower.local.demo.sample;

import java.util.List;
import java.util.Random;

/// Chance, the same for the same seed on every machine. Not thread-safe.
final class Dice {
    private static final int PERCENT = 100;

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    /// True in so many of a hundred.
    boolean chance(int percent) {
        return random.nextInt(PERCENT) < percent;
    }

    /// From 0 to the bound, without it.
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
