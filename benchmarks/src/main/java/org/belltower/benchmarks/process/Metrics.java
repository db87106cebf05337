package org.belltower.benchmarks.process;

/// Reads what a service tells of itself in Prometheus' text format. Pure.
final class Metrics {
    private Metrics() {}

    /// The sum over all tags of a metric; 0 if it is not there.
    static long sum(String text, String name) {
        return (long) text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
