package org.belltower.simulator.script;

import java.util.concurrent.atomic.AtomicLong;

/// Numbers that look random and are the same in every run with the same seed: SplitMix64 of a
/// counter. What the n-th draw is depends on nothing but the seed and n, so many threads share one
/// without losing the sequence. Safe for use by many threads.
///
/// Source: Steele, Lea, Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014.
final class Draws {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final long seed;
    private final AtomicLong drawn = new AtomicLong();

    Draws(long seed) {
        this.seed = mix(seed);
    }

    /// Others, that have nothing to do with these.
    Draws of(long number) {
        return new Draws(seed + number * GOLDEN);
    }

    /// The next, above 0 and below 1.
    double next() {
        return unit(mix(seed + GOLDEN * drawn.incrementAndGet()));
    }

    /// Always the same for the same text, above 0 and below 1.
    double of(String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x0000_0100_0000_01B3L;
        }
        return unit(mix(hash));
    }

    private static double unit(long bits) {
        return ((bits >>> 12) + 0.5) * 0x1.0p-52;
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
