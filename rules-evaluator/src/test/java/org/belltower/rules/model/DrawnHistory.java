package org.belltower.rules.model;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/// A history, and how it becomes shorter and then simpler: without a half of it, a quarter, and so on to a single step
/// (delta debugging, Zeller and Hildebrandt 2002); then with one simpler step.
final class DrawnHistory implements Shrinkable<List<Step>> {
    private final List<DrawnStep> steps;

    private DrawnHistory(List<DrawnStep> steps) {
        this.steps = steps;
    }

    /// @param length 1 or more
    static DrawnHistory from(RandomGenerator random, int length) {
        return new DrawnHistory(
                Stream.generate(() -> DrawnStep.from(random)).limit(length).toList());
    }

    @Override
    public List<Step> value() {
        return steps.stream().map(DrawnStep::value).toList();
    }

    @Override
    public Stream<Shrinkable<List<Step>>> shrink() {
        Stream<Shrinkable<List<Step>>> shorter = IntStream.iterate(steps.size() / 2, part -> part > 0, part -> part / 2)
                .boxed()
                .flatMap(part -> IntStream.iterate(0, from -> from < steps.size(), from -> from + part)
                        .mapToObj(from -> without(from, Math.min(from + part, steps.size()))));
        Stream<Shrinkable<List<Step>>> simpler = IntStream.range(0, steps.size())
                .boxed()
                .flatMap(i -> steps.get(i).simpler().map(step -> with(i, step)));
        return Stream.concat(shorter, simpler);
    }

    private DrawnHistory without(int from, int to) {
        List<DrawnStep> left = new ArrayList<>(steps);
        left.subList(from, to).clear();
        return new DrawnHistory(left);
    }

    private DrawnHistory with(int i, DrawnStep step) {
        List<DrawnStep> others = new ArrayList<>(steps);
        others.set(i, step);
        return new DrawnHistory(others);
    }

    @Override
    public ShrinkingDistance distance() {
        return ShrinkingDistance.of(
                steps.size(), steps.stream().mapToLong(DrawnStep::complexity).sum());
    }
}
