package org.belltower.rules.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A step, and how it becomes simpler.
final class DrawnStep {
    private final Step step;
    private final int[] numbers;

    private DrawnStep(Draws draws) {
        this.step = Histories.step(draws);
        this.numbers = draws.taken();
    }

    static DrawnStep from(RandomGenerator random) {
        return new DrawnStep(Draws.from(random));
    }

    Step value() {
        return step;
    }

    long complexity() {
        return Arrays.stream(numbers).sum();
    }

    /// All but its kind as simple as can be; else one number lower.
    Stream<DrawnStep> simpler() {
        Stream<DrawnStep> simplest = Stream.of(of(numbers[0]));
        Stream<DrawnStep> simpler = IntStream.range(0, numbers.length)
                .boxed()
                .flatMap(i -> lower(numbers[i]).mapToObj(number -> with(i, number)));
        return Stream.concat(simplest, simpler).filter(other -> other.complexity() < complexity());
    }

    private static IntStream lower(int number) {
        return IntStream.of(0, number / 2, number - 1)
                .filter(lower -> lower >= 0 && lower < number)
                .distinct();
    }

    private DrawnStep with(int i, int number) {
        int[] others = numbers.clone();
        others[i] = number;
        return of(others);
    }

    private static DrawnStep of(int... numbers) {
        return new DrawnStep(Draws.again(numbers));
    }
}
