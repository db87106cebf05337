package org.belltower.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The measured segments of one contestant, in order.
public record Series(String name, List<Segment> segments) {
    public Series {
        segments = List.copyOf(segments);
    }

    public List<Double> perSecond() {
        return each(Segment::perSecond);
    }

    public List<Double> cpuMicros() {
        return each(Segment::cpuMicros);
    }

    private List<Double> each(ToDoubleFunction<Segment> figure) {
        return segments.stream().map(figure::applyAsDouble).toList();
    }

    /// How much a second by that of the rival, pair by pair.
    ///
    /// @throws IllegalArgumentException if they have not as many segments
    public List<Double> speedTo(Series rival) {
        return ratios(perSecond(), rival.perSecond());
    }

    /// CPU of one by that of the rival, pair by pair.
    ///
    /// @throws IllegalArgumentException if they have not as many segments
    public List<Double> cpuTo(Series rival) {
        return ratios(cpuMicros(), rival.cpuMicros());
    }

    private static List<Double> ratios(List<Double> ours, List<Double> theirs) {
        if (ours.size() != theirs.size()) {
            throw new IllegalArgumentException("segments come in pairs");
        }
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < ours.size(); pair++) {
            ratios.add(ours.get(pair) / theirs.get(pair));
        }
        return ratios;
    }
}
