package org.belltower.benchmarks.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/// Lets contestants work in turn: the first round is first to last, the next last to first
/// (A-B-B-A), so that none always has the machine as another left it. Not thread-safe.
public final class Rounds {
    private final List<? extends Contestant> contestants;
    private final IntSupplier numbers;

    /// @param numbers of segments that were never done before
    public Rounds(List<? extends Contestant> contestants, IntSupplier numbers) {
        this.contestants = List.copyOf(contestants);
        this.numbers = numbers;
    }

    /// Has a segment done by each, so many times. Blocks.
    ///
    /// @return of each contestant, in their order
    public List<Series> run(int rounds) throws Exception {
        Map<Contestant, List<Segment>> sent = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contestant one : round % 2 == 0 ? contestants : contestants.reversed()) {
                sent.computeIfAbsent(one, _ -> new ArrayList<>()).add(one.run(numbers.getAsInt()));
            }
        }
        return contestants.stream()
                .map(one -> new Series(one.name(), sent.getOrDefault(one, List.of())))
                .toList();
    }
}
