package org.belltower.benchmarks;

import java.util.Collections;
import java.util.List;

/// What is told of several measurements.
public final class Figures {
    private Figures() {}

    /// @param measured at least one
    public static double median(List<Double> measured) {
        return percentile(measured, 50);
    }

    /// By the nearest rank, without interpolation; the median of an even count is the lower one.
    ///
    /// @param measured at least one
    /// @param percent above 0, at most 100
    public static double percentile(List<Double> measured, double percent) {
        double[] sorted =
                measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0 || !(percent > 0) || percent > 100) {
            throw new IllegalArgumentException("a percentile needs measurements, and 0 < percent <= 100");
        }
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }

    /// Median, and lowest and highest in brackets.
    public static String spread(List<Double> measured) {
        return spread(measured, 0);
    }

    /// Median, and lowest and highest in brackets, with so many decimals.
    public static String spread(List<Double> measured, int decimals) {
        String number = "%." + decimals + "f";
        return "%s [%s..%s]"
                .formatted(number, number, number)
                .formatted(median(measured), Collections.min(measured), Collections.max(measured));
    }
}
