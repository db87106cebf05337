package org.belltower.rules.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Small numbers of which something is made, and which it can be made of again. The lower they are, the simpler is what
/// is made of them; so it is made simpler by lowering them (the idea is Hypothesis').
final class Draws {
    private final IntUnaryOperator source;
    private int[] taken = new int[16];
    private int size;

    private Draws(IntUnaryOperator source) {
        this.source = source;
    }

    static Draws from(RandomGenerator random) {
        return new Draws(random::nextInt);
    }

    /// What is too high for its place is lowered, what is missing is 0.
    static Draws again(int[] numbers) {
        int[] next = {0};
        return new Draws(bound -> next[0] < numbers.length ? Math.min(numbers[next[0]++], bound - 1) : 0);
    }

    /// All numbers that were drawn.
    int[] taken() {
        return Arrays.copyOf(taken, size);
    }

    /// @return 0 or more
    int below(int bound) {
        if (size == taken.length) {
            taken = Arrays.copyOf(taken, size * 2);
        }
        taken[size] = source.applyAsInt(bound);
        return taken[size++];
    }

    /// True so often of so many times; true is the simpler.
    boolean usually(int times, int of) {
        return below(of) < times;
    }

    /// False is the simpler.
    boolean seldom(int times, int of) {
        return below(of) >= of - times;
    }

    /// The first is the simplest.
    <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    /// None is the simplest.
    <T> @Nullable T perhaps(int nonePercent, List<T> all) {
        return below(100) < nonePercent ? null : oneOf(all);
    }

    /// Different ones.
    <T> Set<T> some(int count, List<T> of) {
        List<T> left = new ArrayList<>(of);
        Set<T> some = new LinkedHashSet<>();
        while (some.size() < count) {
            some.add(left.remove(below(left.size())));
        }
        return some;
    }

    /// Each with a chance of its own; what most are is the simplest for each.
    <T> Set<T> each(int percent, List<T> of) {
        Set<T> some = new HashSet<>();
        for (T one : of) {
            if (percent < 50 ? seldom(percent, 100) : usually(percent, 100)) {
                some.add(one);
            }
        }
        return some;
    }
}
