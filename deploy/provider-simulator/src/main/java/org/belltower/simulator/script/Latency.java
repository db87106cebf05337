package org.belltower.simulator.script;

import java.time.Duration;

/// How long an answer takes, from the moment when the request was complete.
public sealed interface Latency {

    /// What the script says for all: see [Script#latency()].
    record Usual() implements Latency {}

    /// A time of its own, given by its quantile function, so that whoever draws needs nothing but a
    /// number between 0 and 1. Immutable.
    sealed interface Distribution extends Latency {

        /// The time that this part of all answers stays below.
        ///
        /// @param part above 0 and below 1
        Duration at(double part);
    }

    /// Always the same.
    record Fixed(Duration duration) implements Distribution {
        /// Not negative.
        public Fixed {
            requireNotNegative(duration);
        }

        @Override
        public Duration at(double part) {
            return duration;
        }
    }

    /// Any time between two, each as likely.
    record Uniform(Duration from, Duration to) implements Distribution {
        /// Not negative, in order.
        public Uniform {
            requireNotNegative(from);
            if (to.compareTo(from) < 0) {
                throw new IllegalArgumentException("latency must not end before it begins: " + from + " to " + to);
            }
        }

        @Override
        public Duration at(double part) {
            return from.plusNanos(Math.round(part * to.minus(from).toNanos()));
        }
    }

    /// Log-normal, as answers over a network are: half take less than the median, one in a hundred
    /// takes longer than `p99`, and a few take much longer, up to [#LONGEST].
    record Lognormal(Duration median, Duration p99) implements Distribution {
        /// How long the slowest answer takes.
        public static final Duration LONGEST = Duration.ofDays(1);

        /// The median is positive, and not above the p99.
        public Lognormal {
            if (!median.isPositive() || p99.compareTo(median) < 0) {
                throw new IllegalArgumentException(
                        "latency must have a positive median not above its p99: " + median + ", " + p99);
            }
        }

        @Override
        public Duration at(double part) {
            double slope = Math.log((double) p99.toNanos() / median.toNanos()) / Probit.of(0.99);
            double nanos = median.toNanos() * Math.exp(slope * Probit.of(part));
            return Duration.ofNanos(Math.round(Math.min(nanos, (double) LONGEST.toNanos())));
        }
    }

    /// At once.
    Distribution NONE = new Fixed(Duration.ZERO);

    /// What the script says for all.
    static Latency usual() {
        return new Usual();
    }

    /// Always the same.
    static Distribution of(Duration duration) {
        return new Fixed(duration);
    }

    /// Any time between two, each as likely.
    static Distribution uniform(Duration from, Duration to) {
        return new Uniform(from, to);
    }

    /// Log-normal: half of all answers take less than the median, one in a hundred takes longer
    /// than `p99`.
    static Distribution lognormal(Duration median, Duration p99) {
        return new Lognormal(median, p99);
    }

    private static void requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("latency must not be negative: " + duration);
        }
    }
}
